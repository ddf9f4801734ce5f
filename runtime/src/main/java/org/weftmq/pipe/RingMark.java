package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The high-water mark of a ring: how many messages may wait in it, kept as credit that the consumer
 * gives back to the producer.
 *
 * <p>The mark is the sum of what both sides want, so it can change while the ring is in use. Room
 * returns when the consumer has taken half of the mark (the low-water mark), so a full ring does
 * not wake its producer for each message.
 */
abstract class RingMark extends RingSleepers {
  private static final long UNLIMITED = Long.MAX_VALUE;

  /** The share of a side that is not there. */
  static final int NO_SHARE = -1;

  private static final VarHandle READ;

  static {
    try {
      READ = MethodHandles.lookup().findVarHandle(RingMark.class, "read", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // the producer sets, before there is a consumer; both read
  volatile Conflation conflation = Conflation.NONE;
  // the consumer writes, the producer reads
  private volatile long released;
  // each side sets its own share of the mark; NO_SHARE before it is there
  private volatile int producerShare = NO_SHARE;
  private volatile int consumerShare = NO_SHARE;
  // either side sets it, to the sum of the shares; both read
  private volatile long limit = UNLIMITED;

  // ---- the producer

  /** Whether a message would be within the mark. */
  @Override
  final boolean hasRoom() {
    var bound = limit;
    if (bound != knownLimit) {
      knownLimit = bound;
      writtenBefore = written;
    }
    if (written - knownReleased < bound) {
      return true;
    }
    knownReleased = Math.max(knownReleased, released);
    // An empty ring has room whatever the credit says: the mark may have been lowered. Once the
    // consumer has taken what was put in after that, it counts by the same mark, and its own
    // counter, a line that it writes for each message, need not be looked at any more.
    return written - knownReleased < bound
        || written == writtenBefore && written == (long) READ.getAcquire(this);
  }

  // ---- the consumer

  /**
   * After one poll or several: gives room back at the low-water mark; true if the producer must be
   * told, be it of room that another gave back.
   */
  final boolean wakesProducer() {
    var bound = limit;
    if (read - released < (bound >>> 1) + (bound & 1)) {
      return isProducerCalled();
    }
    released = read;
    VarHandle.fullFence();
    return callsProducer();
  }

  /**
   * After arming an empty ring: whatever the credit says, there is room; true if the producer must
   * be told. A mark that was lowered while the last items were taken may have hidden it.
   */
  final boolean emptied() {
    return callsProducer();
  }

  // ---- either side, for itself

  /** Sets the producer's share of the mark, 0 for no limit; true if the producer must be told. */
  final boolean producerShare(int share) {
    producerShare = share;
    knownReleased =
        Math.max(knownReleased, (long) READ.getAcquire(this)); // a new mark, a new count
    return applyShares();
  }

  /** Sets the consumer's share of the mark, 0 for no limit; true if the producer must be told. */
  final boolean consumerShare(int share) {
    consumerShare = share;
    released = read; // a new mark, a new count
    return applyShares();
  }

  /** Both sides may do this at once: the one that stores last has seen both shares. */
  final boolean applyShares() {
    long bound;
    do {
      bound = sumOfShares();
      limit = bound;
      VarHandle.fullFence();
    } while (bound != sumOfShares());
    return callsProducer();
  }

  private long sumOfShares() {
    long here = producerShare;
    long there = consumerShare;
    if (conflation == Conflation.NEWEST) { // whatever comes replaces what waits
      return UNLIMITED;
    }
    if (here == 0 || there == 0 || here == NO_SHARE && there == NO_SHARE) {
      return UNLIMITED;
    }
    return Math.max(here, 0) + Math.max(there, 0);
  }
}
