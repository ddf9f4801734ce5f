package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;

/**
 * One direction of a pipe: a queue from one producer to one consumer with an exact bound, the
 * {@linkplain RingMark high-water mark}, and who of both {@linkplain RingSleepers sleeps}.
 *
 * <p>The queue itself, with messages or slots, and controls, is unbounded; the bound is credit, so
 * it costs nothing to an idle ring.
 *
 * <p>In a conflating ring the queue carries {@linkplain Slot slots} instead of messages. A message
 * that replaces another wakes nobody: who sleeps has seen the queue empty, and a slot whose message
 * can be replaced is in the queue, or just out of it in the hands of a consumer that is awake. The
 * mark counts slots, so what replaces another needs no room; where only the newest message is kept,
 * the mark means nothing.
 */
final class Ring extends RingMark {
  private static final VarHandle WRITTEN;
  private static final VarHandle READ;
  private static final VarHandle REPLACED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      WRITTEN = lookup.findVarHandle(Ring.class, "written", long.class);
      READ = lookup.findVarHandle(Ring.class, "read", long.class);
      REPLACED = lookup.findVarHandle(Ring.class, "replaced", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

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
    add(message);
    WRITTEN.setOpaque(this, written + 1);
    return true;
  }

  /** Puts an item in whether or not there is room. */
  void force(Item item) {
    switch (item) {
      case Message message when slots != null -> conflate(message, true);
      case Message message -> {
        add(message);
        WRITTEN.setOpaque(this, written + 1);
      }
      case Control control -> {
        add(control);
        controls++;
      }
    }
  }

  /** Puts in a message that nobody sent. */
  void force(Notice notice) {
    add(notice);
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
    add(slot);
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

  /** Nothing more will be put in. */
  void end() {
    ended = true;
  }

  @Override
  boolean isAbandoned() {
    return abandoned;
  }

  // ---- the consumer

  /** The next item, or {@code null} if there is none now. */
  Item poll() {
    var next = next();
    return next instanceof Notice(Message message) ? message : (Item) next;
  }

  private Object next() {
    if (dropped) {
      return null;
    }
    for (; ; ) {
      var item = remove();
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

  @Override
  boolean isEmpty() {
    return dropped || hasNone();
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
    return count() - (controls - controlsRead) - (notices - noticesRead);
  }
}
