package org.weftmq.pipe;

import java.util.ArrayDeque;
import java.util.List;
import org.weftmq.Message;
import org.weftmq.actor.Parker;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Control;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Item;

/**
 * A connection's end of a socket's pipe: one thread puts what the peer sent, another takes what the
 * socket sends, and both may block.
 *
 * <p>What was taken stays here until it is {@linkplain #sent reported as sent}, so that when the
 * connection breaks, the next one begins with it. An end passes to the threads of the next
 * connection only after those of the last one have ended.
 */
public final class BlockingPipe implements PipeOwner {
  // nobody's: immutable
  private final Pipe end;
  private final Receipts receipts;
  private final Environment environment;
  private final Parker putter;
  private final Parker taker;

  // any thread sets; both threads read
  private volatile boolean released;
  private volatile boolean farEnded;
  // any thread sets, the taking thread clears
  private volatile boolean nudged;

  // the putting thread's: whether it has put something that it has yet to announce
  private boolean quiet;

  // the taking thread's
  private final ArrayDeque<Object> unsent = new ArrayDeque<>(); // items and notices
  private final ArrayDeque<Object> again = new ArrayDeque<>();

  /** Takes {@code end} over; what is taken from it has bytes only. */
  public BlockingPipe(Pipe end, Environment environment) {
    this(end, environment, false);
  }

  /**
   * Takes {@code end} over; {@code encodes} says whether the taking thread can make bytes of
   * objects.
   */
  public BlockingPipe(Pipe end, Environment environment, boolean encodes) {
    this.end = end;
    this.environment = environment;
    this.putter = new Parker(environment);
    this.taker = new Parker(environment);
    this.receipts = end.confirming(encodes);
    end.own(this);
  }

  // ---- the putting thread

  /**
   * Gives the socket a message of the peer; blocks while the queue is full.
   *
   * @return whether more may follow: false once the socket or the connection has ended. If the
   *     connection ended, the message is with the socket all the same; if the socket did, it is not
   */
  public boolean put(Message message) throws InterruptedException {
    var more = putQuietly(message);
    announce();
    return more;
  }

  /**
   * Gives the socket a message as {@link #put} does, but a socket that sleeps may sleep on until
   * this thread blocks in here, or {@link #announce}s what it put; it does so before it blocks
   * elsewhere, or ends.
   */
  public boolean putQuietly(Message message) throws InterruptedException {
    while (!end.put(message)) {
      announce();
      if (end.isClosed()) {
        return false;
      }
      if (released) {
        end.force(message); // it was received whole, so it belongs to the socket
        return false;
      }
      if (end.armWritable()) {
        putter.await();
      }
    }
    quiet = true;
    return !released;
  }

  /** Has the socket told of what was put quietly, if it sleeps. */
  public void announce() {
    if (quiet) {
      quiet = false;
      end.announceNow();
    }
  }

  /** Gives the socket a message of the peer if its queue has room; whether it had. */
  public boolean offer(Message message) {
    return end.offer(message);
  }

  /** Gives the socket a control of the peer, outside the high-water mark. */
  public void put(Control control) {
    end.offer(control);
  }

  /** Whether a message would be taken at once. */
  public boolean hasRoom() {
    return end.isWritable();
  }

  // ---- the taking thread

  /**
   * The next item for the peer; blocks while there is none.
   *
   * @return {@code null} if the thread was nudged, or if nothing will follow: see {@link #isOver}
   */
  public Item take() throws InterruptedException {
    for (; ; ) {
      var item = poll();
      giveBack();
      if (item != null || isOver() || takeNudge()) {
        return item;
      }
      if (end.armReadable() && !isOver()) {
        taker.await();
      }
    }
  }

  /**
   * The next item for the peer if there is one now, else {@code null}. A socket that waits for room
   * may wait on until the next {@link #take} or {@link #giveBack}, which the thread calls before it
   * blocks elsewhere.
   */
  public Item poll() {
    var item = again.poll();
    if (item == null) {
      item = end.pollQuietly();
      if (item instanceof Message) {
        receipts.hold();
      }
    }
    if (item != null) {
      unsent.add(item);
    }
    return item instanceof Notice(Message message) ? message : (Item) item;
  }

  /** Has the socket told of the room that what was polled has left, if it waits for that. */
  public void giveBack() {
    end.giveBack();
  }

  /** The first {@code count} items that were taken and not yet reported have been sent. */
  public void sent(int count) {
    var messages = 0;
    for (var i = 0; i < count; i++) {
      if (unsent.remove() instanceof Message) {
        messages++;
      }
    }
    receipts.confirm(messages);
  }

  /** The first item taken and not reported was sent in part: nobody knows whether it arrives. */
  public void sentInPart() {
    if (unsent.remove() instanceof Message) {
      receipts.lose();
    }
  }

  /** The first item taken and not reported was refused by the kernel: it is not sent again. */
  public void refused() {
    if (unsent.remove() instanceof Message) {
      receipts.refuse();
    }
  }

  /** The item taken last has an object that cannot be encoded: it will not be sent. */
  public void spoiled() {
    if (unsent.removeLast() instanceof Message) {
      receipts.spoil();
    }
  }

  /** Whether nothing will follow: the connection was released, or the socket's end is drained. */
  public boolean isOver() {
    return released || farEnded && again.isEmpty() && end.isDrained();
  }

  private boolean takeNudge() {
    if (nudged) {
      nudged = false;
      return true;
    }
    return false;
  }

  // ---- any thread

  /** Makes {@link #take} return once, so that its thread can look at something else. */
  public void nudge() {
    nudged = true;
    taker.wake();
  }

  /** The connection is over: releases both threads. */
  public void release() {
    released = true;
    putter.wake();
    taker.wake();
  }

  /** Whether the socket has closed its end. */
  public boolean isEnded() {
    return farEnded;
  }

  @Override
  public void on(Pipe pipe, PipeSignal signal, Sequel sequel) {
    switch (signal) {
      case READABLE -> taker.wake();
      case WRITABLE -> putter.wake();
      case ENDED -> {
        farEnded = true;
        putter.wake();
        taker.wake();
      }
      case SEVERED -> throw new IllegalStateException("a connection does not sever its own end");
    }
    end.hears(signal); // whoever else has called that thread wakes it, too, which does no harm
  }

  @Override
  public void tell(Pipe far, PipeSignal signal) {
    var sequel = new Sequel(environment);
    far.tell(signal, sequel);
    sequel.run();
  }

  // ---- whoever runs the connections, between two of them

  /**
   * Gets the end ready for the next connection: the messages that the last one took and did not
   * send are first, unless they give way to what has come since. Its controls and what it was to
   * begin with are not for the next one, which is told all anew.
   */
  public void renew() {
    // What was taken last stands behind what had been given back before.
    unsent.addAll(again);
    again.clear();
    if (end.conflation() == Conflation.NONE) {
      again.addAll(unsent);
    } else {
      while (poll() != null) {} // takes what waits: all of it stands in unsent then
      giveBack();
      again.addAll(end.conflation().newest(unsent));
      receipts.supersede(unsent.size() - again.size());
    }
    unsent.clear();
    again.removeIf(item -> !(item instanceof Message));
    released = false;
  }

  /** The next connection begins with these messages, before all that waits for the peer. */
  public void begin(List<Message> opening) {
    opening.reversed().forEach(message -> again.addFirst(new Notice(message)));
  }

  /** Gives the socket messages that no peer sent. */
  public void notice(List<Message> messages) {
    end.notice(messages);
  }

  /** There is no next connection: closes this end. */
  public void close() {
    release();
    end.close();
  }
}
