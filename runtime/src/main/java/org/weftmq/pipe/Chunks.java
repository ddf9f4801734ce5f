package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.weftmq.Message;

/**
 * An unbounded queue from one producer to one consumer, in chunks of which each leads to the next.
 *
 * <p>A place is written once: the producer fills it, the consumer empties it, and a chunk that is
 * used up is left behind. So neither side ever looks at how far the other is, and a queue that had
 * few items takes little memory: the first chunk is small, and each is twice as long as the one
 * before, up to a bound. The last place of a chunk has the next chunk, which is there only with its
 * first item.
 */
class Chunks extends RingPadding2 {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 128;

  /** So many messages are looked at together. */
  private static final int AHEAD = 16;

  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Object[].class);
  private static final VarHandle PUT;
  private static final VarHandle TAKEN;

  static {
    try {
      var lookup = MethodHandles.lookup();
      PUT = lookup.findVarHandle(Chunks.class, "put", long.class);
      TAKEN = lookup.findVarHandle(Chunks.class, "taken", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // the producer sets it with the first item; the consumer fetches it and clears it
  private volatile Object[] first;

  // ---- the producer

  /** Puts an item in. */
  final void add(Object item) {
    PUT.setOpaque(this, put + 1); // before it can be taken: nobody ever counts less than nothing
    var chunk = tail;
    var at = tailAt;
    if (chunk == null || at == chunk.length - 1) {
      begin(chunk, item);
    } else {
      PLACE.setRelease(chunk, at, item);
      tailAt = at + 1;
    }
  }

  private void begin(Object[] last, Object item) {
    var places = last == null ? SHORTEST : Math.min(2 * (last.length - 1), LONGEST);
    var chunk = new Object[places + 1];
    chunk[0] = item;
    tail = chunk;
    tailAt = 1;
    if (last == null) {
      first = chunk;
    } else {
      PLACE.setRelease(last, last.length - 1, chunk);
    }
  }

  // ---- the consumer

  /** The next item, or {@code null} if there is none now. */
  final Object remove() {
    var item = peek();
    if (item != null) {
      var at = headAt;
      head[at] = null;
      headAt = at + 1;
      if (at >= seen) {
        seen = lookAhead(at + 1);
      }
      TAKEN.setRelease(this, taken + 1);
    }
    return item;
  }

  /**
   * Looks at the next messages, so that the processor fetches what the producer's has of them all
   * at once: between two calls of a receiver it would wait for each.
   */
  private int lookAhead(int from) {
    var chunk = head;
    var end = Math.min(from + AHEAD, chunk.length - 1);
    var at = from;
    while (at < end && PLACE.getAcquire(chunk, at) instanceof Message) {
      at++;
    }
    return at;
  }

  /** Whether there is no item now. */
  final boolean hasNone() {
    return peek() == null;
  }

  private Object peek() {
    var chunk = head;
    if (chunk != null && headAt < chunk.length - 1) {
      return PLACE.getAcquire(chunk, headAt);
    }
    var next = chunk == null ? first : (Object[]) PLACE.getAcquire(chunk, chunk.length - 1);
    if (next == null) {
      return null;
    }
    if (chunk == null) {
      first = null; // or it would hold on to all that were ever behind it
    } else {
      chunk[chunk.length - 1] = null; // or an old chunk would do the same
    }
    head = next;
    headAt = 0;
    seen = 0;
    return next[0];
  }

  // ---- anybody, for statistics

  /** How many items are in, or just about to be. */
  final long count() {
    var before = (long) TAKEN.getAcquire(this);
    return (long) PUT.getOpaque(this) - before;
  }
}
