package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The two sides of a ring, as far as each sleeps until the other has something for it: {@code AWAKE
 * -> ASLEEP -> CALLED -> AWAKE}, or back to {@code AWAKE} if it finds something by itself.
 *
 * <p><b>No wake-up is lost.</b> A side that finds nothing to do arms: it stores {@code ASLEEP},
 * full fence, looks again. The other side stores what it did, full fence, looks at the state, and
 * makes {@code ASLEEP} {@code CALLED}; by compare-and-set, for it must not call one that has risen.
 * In every order one of them sees the other.
 *
 * <p><b>Nobody relies on another's call.</b> Whoever made a side {@code CALLED} may be held up
 * before he tells it. So each who finds it {@code CALLED} tells it, too: what a thread has put in
 * or taken out before it returns, the other side has been told of by then, but for what a
 * connection does {@linkplain BlockingPipe#putQuietly quietly}. Of several tellings the one that is
 * {@linkplain #consumerHears heard} first counts.
 */
abstract class RingSleepers extends Chunks {
  private static final int AWAKE = 0;
  private static final int ASLEEP = 1;
  private static final int CALLED = 2;

  private static final VarHandle CONSUMER;
  private static final VarHandle PRODUCER;

  static {
    try {
      var lookup = MethodHandles.lookup();
      CONSUMER = lookup.findVarHandle(RingSleepers.class, "consumer", int.class);
      PRODUCER = lookup.findVarHandle(RingSleepers.class, "producer", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // the consumer lies down and rises, the producer's side calls, whoever is told hears
  private volatile int consumer;
  // the producer lies down and rises, the consumer's side calls, whoever is told hears
  private volatile int producer;

  /** Whether there is nothing for the consumer. */
  abstract boolean isEmpty();

  /** Whether there is room for the producer. */
  abstract boolean hasRoom();

  /** Whether there never will be a use for room. */
  abstract boolean isAbandoned();

  // ---- the producer

  /** After an offer: whether the caller must tell the consumer. */
  boolean wakesConsumer() {
    VarHandle.fullFence();
    return callsConsumer();
  }

  /** After an offer and a fence: whether the caller must tell the consumer. */
  boolean callsConsumer() {
    return consumer != AWAKE
        && (CONSUMER.compareAndSet(this, ASLEEP, CALLED) || consumer == CALLED);
  }

  /** The producer found no room: true if it will be told, false if it is to look again. */
  boolean armProducer() {
    producer = ASLEEP;
    VarHandle.fullFence();
    if (!hasRoom() && !isAbandoned()) {
      return true;
    }
    producer = AWAKE; // whoever has called it tells it in vain
    return false;
  }

  /** The producer's owner is told of room: whether it did not know. */
  boolean producerHears() {
    return PRODUCER.compareAndSet(this, CALLED, AWAKE);
  }

  // ---- the consumer

  /** After a fence: whether the caller, who made room, must tell the producer. */
  boolean callsProducer() {
    return producer != AWAKE
        && (PRODUCER.compareAndSet(this, ASLEEP, CALLED) || producer == CALLED);
  }

  /** Whether the producer has been called by one who may not have told it yet. */
  boolean isProducerCalled() {
    return producer == CALLED;
  }

  /** The consumer found nothing: true if it will be told, false if it is to look again. */
  boolean armConsumer() {
    consumer = ASLEEP;
    VarHandle.fullFence();
    if (isEmpty()) {
      return true;
    }
    consumer = AWAKE; // whoever has called it tells it in vain
    return false;
  }

  /** Whether the consumer was armed, which it is no more: whoever has called it tells in vain. */
  boolean disarmConsumer() {
    if (consumer == AWAKE) {
      return false;
    }
    consumer = AWAKE;
    return true;
  }

  /** The consumer, which is awake, will be told by itself. */
  void callSelf() {
    consumer = CALLED;
  }

  /** The consumer's owner is told that there is something: whether it did not know. */
  boolean consumerHears() {
    return CONSUMER.compareAndSet(this, CALLED, AWAKE);
  }
}
