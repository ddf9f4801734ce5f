package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.SpscUnboundedVarHandleArrayQueue;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;

/**
 * One direction of a pipe: a queue from one producer to one consumer with an exact bound, the
 * high-water mark.
 *
 * <p>The queue itself is JCTools' unbounded one, in small chunks, made when the first item comes;
 * the bound is our own credit, so it can change while the ring is in use and costs nothing to an
 * idle ring. Room returns when the consumer has taken half of the mark (the low-water mark), so a
 * full ring does not wake its producer for each message.
 *
 * <p>In a conflating ring the queue carries {@linkplain Slot slots} instead of messages. A message
 * that replaces another wakes nobody: who sleeps has seen the queue empty, and a slot whose message
 * can be replaced is in the queue, or just out of it in the hands of a consumer that is awake. The
 * mark counts slots, so what replaces another needs no room; where only the newest message is kept,
 * the mark means nothing.
 *
 * <p><b>Waking.</b> A side that finds nothing to do arms: it stores its flag, full fence, looks
 * again. The other side stores what it did, full fence, looks at the flag and clears it by
 * compare-and-set. In every order one of them sees the other, and the compare-and-set lets exactly
 * one of them act on it: no wake-up is lost and none is doubled.
 */
final class Ring extends RingPadding2 {
  private static final int CHUNK = 128;
  private static final long UNLIMITED = Long.MAX_VALUE;

  /** The share of a side that is not there. */
  static final int NO_SHARE = -1;

  private static final VarHandle WRITTEN;
  private static final VarHandle READ;
  private static final VarHandle REPLACED;
  private static final VarHandle CONSUMER_ASLEEP;
  private static final VarHandle PRODUCER_ASLEEP;

  static {
    try {
      var lookup = MethodHandles.lookup();
      WRITTEN = lookup.findVarHandle(Ring.class, "written", long.class);
      READ = lookup.findVarHandle(Ring.class, "read", long.class);
      REPLACED = lookup.findVarHandle(Ring.class, "replaced", long.class);
      CONSUMER_ASLEEP = lookup.findVarHandle(Ring.class, "consumerAsleep", boolean.class);
      PRODUCER_ASLEEP = lookup.findVarHandle(Ring.class, "producerAsleep", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // the producer sets it once; the consumer reads; it has messages or slots, and controls
  private volatile MessagePassingQueue<Object> queue;
  // the producer sets, before there is a consumer; both read
  private volatile Conflation conflation = Conflation.NONE;
  // the consumer writes, the producer reads
  private volatile long released;
  // each side sets its own share of the mark; NO_SHARE before it is there
  private volatile int producerShare = NO_SHARE;
  private volatile int consumerShare = NO_SHARE;
  // either side sets it, to the sum of the shares; both read
  private volatile long limit = UNLIMITED;
  // the consumer sets, either clears by compare-and-set
  private volatile boolean consumerAsleep;
  // the producer sets, either clears by compare-and-set
  private volatile boolean producerAsleep;
  // the producer sets once: nothing follows
  private volatile boolean ended;
  // either side sets once: what is in is not to be taken
  private volatile boolean dropped;
  // the producer sets: so many of the first controls are of a former connection
  private volatile long outdated;
  // the consumer sets once: nothing will be taken any more
  private volatile boolean abandoned;

  // ---- the producer

  /** Puts a message in if there is room and somebody to take it. */
  boolean offer(Message message) {
    if (slots != null) {
      return !abandoned && conflate(message, false);
    }
    if (!hasRoom() || abandoned) {
      return false;
    }
    queue().offer(message);
    WRITTEN.setOpaque(this, written + 1);
    return true;
  }

  /** Puts an item in whether or not there is room. */
  void force(Item item) {
    switch (item) {
      case Message message when slots != null -> conflate(message, true);
      case Message message -> {
        queue().offer(message);
        WRITTEN.setOpaque(this, written + 1);
      }
      case Control control -> {
        queue().offer(control);
        controls++;
      }
    }
  }

  /** Puts in a message that nobody sent. */
  void force(Notice notice) {
    queue().offer(notice);
    notices++;
  }

  private boolean conflate(Message message, boolean roomOrNot) {
    var slot = slots.of(message);
    if (!slot.put(message)) {
      REPLACED.setOpaque(this, replaced + 1);
      return true;
    }
    if (!roomOrNot && !hasRoom()) {
      slot.empty(); // it is not in the queue, so nobody else has seen it
      return false;
    }
    queue().offer(slot);
    WRITTEN.setOpaque(this, written + 1);
    return true;
  }

  /**
   * From now on conflates at least like that, also what is in already. Only while there is no
   * consumer; true if the producer must be told that there is room.
   */
  boolean conflate(Conflation wanted) {
    if (conflation.or(wanted) == conflation) {
      return false;
    }
    var waiting = new ArrayList<>();
    var readBefore = read;
    for (var item = next(); item != null; item = next()) {
      waiting.add(item);
    }
    WRITTEN.setOpaque(this, written - (read - readBefore));
    READ.setOpaque(this, readBefore);
    conflation = wanted;
    slots = new Slots(wanted);
    waiting.forEach(this::putBack);
    return applyShares();
  }

  private void putBack(Object item) {
    if (item instanceof Notice notice) {
      force(notice);
    } else {
      force((Item) item);
    }
  }

  /** The controls that are in are not to be taken, though the messages are. */
  void outdateControls() {
    outdated = controls;
  }

  /** Whether a message would be within the mark. */
  boolean hasRoom() {
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

  /** After an offer: whether the consumer slept; then the caller must tell it. */
  boolean wakesConsumer() {
    VarHandle.fullFence();
    return consumerAsleep && CONSUMER_ASLEEP.compareAndSet(this, true, false);
  }

  /** The producer found no room: true if it will be told, false if it is to look again. */
  boolean armProducer() {
    producerAsleep = true;
    VarHandle.fullFence();
    // If the flag is gone already, the consumer has claimed the wake-up, and will tell.
    return !(hasRoom() || abandoned) || !PRODUCER_ASLEEP.compareAndSet(this, true, false);
  }

  /** Nothing more will be put in. */
  void end() {
    ended = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  private MessagePassingQueue<Object> queue() {
    var items = queue;
    if (items == null) {
      items = new SpscUnboundedVarHandleArrayQueue<>(CHUNK);
      queue = items;
    }
    return items;
  }

  // ---- the consumer

  /** The next item, or {@code null} if there is none now. */
  Item poll() {
    var next = next();
    return next instanceof Notice(Message message) ? message : (Item) next;
  }

  private Object next() {
    var items = queue;
    if (items == null || dropped) {
      return null;
    }
    for (; ; ) {
      var item = items.poll();
      if (item instanceof Message message) {
        return taken(message);
      }
      if (item instanceof Slot slot) {
        return taken(slot.empty());
      }
      if (item instanceof Notice notice) {
        noticesRead++;
        return notice;
      }
      if (item == null || controlsRead++ >= outdated) {
        return item; // nothing else than a control is ever put in
      }
    }
  }

  private Message taken(Message message) {
    READ.setRelease(this, read + 1);
    return message;
  }

  /** After a poll: gives room back at the low-water mark; true if the producer must be told. */
  boolean wakesProducer() {
    var bound = limit;
    if (read - released < (bound >>> 1) + (bound & 1)) {
      return false;
    }
    released = read;
    VarHandle.fullFence();
    return producerAsleep && PRODUCER_ASLEEP.compareAndSet(this, true, false);
  }

  /** The consumer found nothing: true if it will be told, false if it is to look again. */
  boolean armConsumer() {
    consumerAsleep = true;
    VarHandle.fullFence();
    // If the flag is gone already, the producer has claimed the wake-up, and will tell.
    return isEmpty() || !CONSUMER_ASLEEP.compareAndSet(this, true, false);
  }

  /** Whether the consumer was armed, which it is no more: whoever asks may have to tell it. */
  boolean disarmConsumer() {
    return consumerAsleep && CONSUMER_ASLEEP.compareAndSet(this, true, false);
  }

  /**
   * After arming an empty ring: whatever the credit says, there is room; true if the producer must
   * be told. A mark that was lowered while the last items were taken may have hidden it.
   */
  boolean emptied() {
    return producerAsleep && PRODUCER_ASLEEP.compareAndSet(this, true, false);
  }

  boolean isEmpty() {
    var items = queue;
    return items == null || dropped || items.isEmpty();
  }

  /** Nothing will be taken out any more. */
  void abandon() {
    abandoned = true;
  }

  /** Whether nothing will follow. */
  boolean isEnded() {
    return ended;
  }

  /** Whether nothing is left and nothing will follow. */
  boolean isDrained() {
    return ended && isEmpty(); // in this order: what was put in before the end is seen
  }

  // ---- either side, for itself

  /** What is in, and what follows, is not to be taken by anybody. */
  void drop() {
    dropped = true;
  }

  /** Sets the producer's share of the mark, 0 for no limit; true if the producer must be told. */
  boolean producerShare(int share) {
    producerShare = share;
    knownReleased =
        Math.max(knownReleased, (long) READ.getAcquire(this)); // a new mark, a new count
    return applyShares();
  }

  /** Sets the consumer's share of the mark, 0 for no limit; true if the producer must be told. */
  boolean consumerShare(int share) {
    consumerShare = share;
    released = read; // a new mark, a new count
    return applyShares();
  }

  /** Both sides may do this at once: the one that stores last has seen both shares. */
  private boolean applyShares() {
    long bound;
    do {
      bound = sumOfShares();
      limit = bound;
      VarHandle.fullFence();
    } while (bound != sumOfShares());
    return producerAsleep && PRODUCER_ASLEEP.compareAndSet(this, true, false);
  }

  private long sumOfShares() {
    long here = producerShare;
    long there = consumerShare;
    if (conflation == Conflation.NEWEST) {
      return UNLIMITED;
    }
    if (here == 0 || there == 0 || here == NO_SHARE && there == NO_SHARE) {
      return UNLIMITED;
    }
    return Math.max(here, 0) + Math.max(there, 0);
  }

  // ---- anybody, for statistics

  Conflation conflation() {
    return conflation;
  }

  /** Messages put in, but for those that took the place of another. */
  long written() {
    return (long) WRITTEN.getOpaque(this);
  }

  /** Messages that gave way to newer ones. */
  long replaced() {
    return (long) REPLACED.getOpaque(this);
  }

  long read() {
    return (long) READ.getOpaque(this);
  }

  /** How many messages are in: what the queue itself says, to be held against the counters. */
  long queued() {
    var items = queue;
    return items == null ? 0 : items.size() - (controls - controlsRead) - (notices - noticesRead);
  }
}
