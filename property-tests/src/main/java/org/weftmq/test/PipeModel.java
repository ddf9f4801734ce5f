package org.weftmq.test;

import java.util.ArrayDeque;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;

/**
 * What a {@link org.weftmq.pipe.Pipe} is to behave like: two deques, each with room for as many
 * messages as both ends' shares of its mark allow.
 */
public final class PipeModel {
  private final Direction there = new Direction();
  private final Direction back = new Direction();
  private final End left = new End(there, back);
  private final End right = new End(back, there);

  /** One end. */
  public End left() {
    return left;
  }

  /** The other end. */
  public End right() {
    return right;
  }

  /** One end of the pipe. */
  public static final class End {
    private final Direction out;
    private final Direction in;
    private boolean closed;

    private End(Direction out, Direction in) {
      this.out = out;
      this.in = in;
    }

    /** Sends a message if there is room. */
    public boolean offer(Message message) {
      var goes = isWritable();
      if (goes) {
        out.put(message);
      }
      return goes;
    }

    /** Sends a control, room or not. */
    public void offer(Control control) {
      if (!isClosed()) {
        out.put(control);
      }
    }

    /** The next item, or {@code null}. */
    public Item poll() {
      return closed ? null : in.take();
    }

    /** Whether a message would be taken. */
    public boolean isWritable() {
      return !isClosed() && out.hasRoom();
    }

    /** Whether there is something to poll. */
    public boolean isReadable() {
      return !closed && !in.items.isEmpty();
    }

    /** Whether nothing can be sent any more. */
    public boolean isClosed() {
      return closed || out.abandoned;
    }

    /** Whether nothing is left to poll and nothing will follow. */
    public boolean isDrained() {
      return closed || in.ended && in.items.isEmpty();
    }

    /** Closes this end. */
    public void close() {
      closed = true;
      out.ended = true;
      in.abandoned = true;
    }

    /** Sets this end's shares; with a new mark a new count of what was read begins. */
    public void marks(int send, int receive) {
      out.producerShare = send;
      out.known = out.read;
      in.consumerShare = receive;
      in.givenBack = in.read;
    }

    /** Messages sent from here. */
    public long offered() {
      return out.written;
    }

    /** Of those, the ones whose room was given back: a sender that found none is told each time. */
    public long givenBack() {
      return out.givenBack;
    }

    /** Of those, the ones polled at the other end. */
    public long written() {
      return out.read;
    }
  }

  /** One deque. */
  private static final class Direction {
    private static final int NO_SHARE = -1;

    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private int producerShare = NO_SHARE;
    private int consumerShare = NO_SHARE;
    private long written;
    private long read;
    private long givenBack;
    private long known;
    private boolean ended;
    private boolean abandoned;

    private long limit() {
      if (producerShare == 0 || consumerShare == 0 || producerShare + consumerShare < 0) {
        return Long.MAX_VALUE;
      }
      return (long) Math.max(0, producerShare) + Math.max(0, consumerShare);
    }

    private boolean hasRoom() {
      return written - Math.max(known, givenBack) < limit() || written == read;
    }

    private void put(Item item) {
      items.add(item);
      if (item instanceof Message) {
        written++;
      }
    }

    private Item take() {
      var item = items.poll();
      if (item instanceof Message) {
        read++;
        var lowWater = limit() / 2 + limit() % 2;
        if (read - givenBack >= lowWater) {
          givenBack = read;
        }
      }
      return item;
    }
  }
}
