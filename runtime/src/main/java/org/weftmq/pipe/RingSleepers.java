package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The two sides of a ring, as far as each sleeps until the other has something for it.
 *
 * <p><b>Waking.</b> A side that finds nothing to do arms: it stores its flag, full fence, looks
 * again. The other side stores what it did, full fence, looks at the flag and clears it by
 * compare-and-set. In every order one of them sees the other, and the compare-and-set lets exactly
 * one of them act on it: no wake-up is lost and none is doubled.
 */
abstract class RingSleepers extends Chunks {
  private static final VarHandle CONSUMER_ASLEEP;
  private static final VarHandle PRODUCER_ASLEEP;

  static {
    try {
      var lookup = MethodHandles.lookup();
      CONSUMER_ASLEEP = lookup.findVarHandle(RingSleepers.class, "consumerAsleep", boolean.class);
      PRODUCER_ASLEEP = lookup.findVarHandle(RingSleepers.class, "producerAsleep", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // the consumer sets, either clears by compare-and-set
  private volatile boolean consumerAsleep;
  // the producer sets, either clears by compare-and-set
  private volatile boolean producerAsleep;

  /** Whether there is nothing for the consumer. */
  abstract boolean isEmpty();

  /** Whether there is room for the producer. */
  abstract boolean hasRoom();

  /** Whether there never will be a use for room. */
  abstract boolean isAbandoned();

  // ---- the producer

  /** After an offer: whether the consumer slept; then the caller must tell it. */
  boolean wakesConsumer() {
    VarHandle.fullFence();
    return disarmConsumer();
  }

  /** The producer found no room: true if it will be told, false if it is to look again. */
  boolean armProducer() {
    producerAsleep = true;
    VarHandle.fullFence();
    // If the flag is gone already, the consumer has claimed the wake-up, and will tell.
    return !(hasRoom() || isAbandoned()) || !PRODUCER_ASLEEP.compareAndSet(this, true, false);
  }

  // ---- the consumer

  /** The consumer found nothing: true if it will be told, false if it is to look again. */
  boolean armConsumer() {
    consumerAsleep = true;
    VarHandle.fullFence();
    // If the flag is gone already, the producer has claimed the wake-up, and will tell.
    return isEmpty() || !CONSUMER_ASLEEP.compareAndSet(this, true, false);
  }

  // ---- either side

  /** Whether the consumer was armed, which it is no more: whoever asks may have to tell it. */
  boolean disarmConsumer() {
    return consumerAsleep && CONSUMER_ASLEEP.compareAndSet(this, true, false);
  }

  /** After a fence: whether the producer was armed, which it is no more: it must be told. */
  boolean disarmProducer() {
    return producerAsleep && PRODUCER_ASLEEP.compareAndSet(this, true, false);
  }
}
