package org.weftmq.pipe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Optional;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.actor.Sequel;
import org.weftmq.actor.Sleeper;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.spi.Peer;

/**
 * One end of a double queue between two sockets, or between a socket and a connection.
 *
 * <p>Everything but {@link #tell} and the statistics is for the owner of this end alone. {@code
 * offer} and {@code poll} return at once; an owner that got no for an answer arms the end, is told
 * when it may ask again, and {@linkplain #hears hears} it once.
 */
public final class Pipe implements Sleeper {
  private static final VarHandle SKIPPED;
  private static final VarHandle OWNER;

  static {
    try {
      var lookup = MethodHandles.lookup();
      SKIPPED = lookup.findVarHandle(Pipe.class, "skipped", long.class);
      OWNER = lookup.findVarHandle(Pipe.class, "owner", PipeOwner.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // nobody's: immutable
  private final Ring out;
  private final Ring in;
  private final Pipe far;

  // whoever attaches this end, once; the far end reads, or sees to it that nobody ever does
  private volatile PipeOwner owner;

  // whoever makes the pipe, before it is used: objects cannot pass
  private boolean bytesOnly;

  // the owner's
  private Peer peer;
  private Object note;
  private boolean closed;
  private String severance;
  private List<Message> farewell = List.of();

  // the owner's; anybody reads, for statistics
  private long skipped;

  // whoever makes the connection that uses this end, before it does; the far end reads
  private Receipts receipts = Receipts.NONE;

  private Pipe(Ring out, Ring in, Pipe far) {
    this.out = out;
    this.in = in;
    this.far = far == null ? new Pipe(in, out, this) : far;
  }

  /** One end of a new pipe; the other is its {@link #far}. Nobody owns either as yet. */
  public static Pipe open() {
    return new Pipe(new Ring(), new Ring(), null);
  }

  /** The other end. */
  public Pipe far() {
    return far;
  }

  /**
   * Makes {@code owner} the owner of this end. What happened before is not told again: it is to
   * look for itself.
   *
   * @return whether it is; if not, the far end was closed before anybody owned this one
   */
  public boolean own(PipeOwner owner) {
    return OWNER.compareAndSet(this, null, owner);
  }

  /** Takes this end back from an owner that does not want it: as if it had never had one. */
  public void disown() {
    out.producerShare(Ring.NO_SHARE);
    in.consumerShare(Ring.NO_SHARE);
    owner = null;
  }

  /** Sees to it that nobody ever owns the far end of this closed one; false if somebody does. */
  public boolean orphan() {
    return OWNER.compareAndSet(far, null, Nobody.NOBODY) || far.owner == Nobody.NOBODY;
  }

  // ---- the owner

  /**
   * Sends a message.
   *
   * @return whether it was; if not, the pipe is full or the far end is closed
   * @throws NoCodecException if the message has an object that cannot pass; all is as it was
   */
  public boolean offer(Message message) {
    if (closed || severance != null) { // all of put, in line: compilers give up on deep calls
      return false;
    }
    if (bytesOnly) {
      refuseObject(message);
    }
    if (!out.offer(message)) {
      return false;
    }
    owner.announce(this);
    return true;
  }

  /**
   * Sends a message as {@link #offer(Message)} does, without telling the far end: for routing that
   * gives one message to several pipes, {@linkplain #fence() fences} once, and then has each of
   * them {@link #announce()} it. In between, what was put may be taken, or may wait.
   */
  public boolean put(Message message) {
    if (closed || severance != null) {
      return false;
    }
    if (bytesOnly) {
      refuseObject(message);
    }
    return out.offer(message);
  }

  /** Has what was put into several pipes seen before anybody is asked whether it sleeps. */
  public static void fence() {
    VarHandle.fullFence(); // what Ring says on waking: store, full fence, look at the flag
  }

  /** After the fence: tells the far end of what was put, if it sleeps. */
  public void announce() {
    if (isToBeWoken()) {
      owner.tell(far, PipeSignal.READABLE);
    }
  }

  /** After anything was put: fences, and tells the far end if it sleeps. */
  void announceNow() {
    if (out.wakesConsumer()) {
      owner.tell(far, PipeSignal.READABLE);
    }
  }

  /** After the fence: whether the far end sleeps, or may not have heard yet; {@link #run} tells. */
  @Override
  public boolean isToBeWoken() {
    return out.callsConsumer();
  }

  @Override
  public void run(Sequel sequel) {
    far.tell(PipeSignal.READABLE, sequel);
  }

  /**
   * Does nothing if {@code message} could pass as far as what it carries is concerned; for routing
   * that sends to several peers, and must know before it begins.
   *
   * @throws NoCodecException if it has an object that cannot pass
   */
  public void refuseObject(Message message) {
    if (bytesOnly && message.hasObject()) {
      throw new NoCodecException(
          "cannot send "
              + message
              + " to "
              + (peer == null ? "a peer" : "the " + peer.type() + " at " + peer.address())
              + ": it is outside this process, so the object has to become bytes; set object-codec"
              + " on the socket before it binds or connects, or use inproc");
    }
  }

  /**
   * Counts a message that was meant for this peer and that it will not get, because its queue is
   * full: offered, and dropped.
   */
  public void skip() {
    SKIPPED.setOpaque(this, skipped + 1);
  }

  /**
   * Sends an item outside the high-water mark, unless the far end is closed.
   *
   * @throws NoCodecException if it has an object that cannot pass; all is as it was
   */
  public void force(Item item) {
    if (!isClosed()) {
      if (bytesOnly && item instanceof Message message) {
        refuseObject(message);
      }
      out.force(item);
      owner.announce(this);
    }
  }

  /**
   * The connection was made anew: controls that were offered before are not for this one, which is
   * told the whole state of the socket instead.
   */
  public void outdateControls() {
    out.outdateControls();
  }

  /** Sends messages that are no part of the ledger, in order with all others, mark or no mark. */
  public void notice(List<Message> messages) {
    for (var message : messages) {
      if (!isClosed()) {
        out.force(new Notice(message));
        owner.announce(this);
      }
    }
  }

  /** Sends a control, in order with the messages but outside the high-water mark. */
  public void offer(Control control) {
    force(control);
  }

  /** Whether {@link #offer(Message)} would succeed. */
  public boolean isWritable() {
    return !isClosed() && out.hasRoom();
  }

  /** Whether nothing can be offered any more: either end is closed, or the pipe is severed. */
  public boolean isClosed() {
    return closed || severance != null || out.isAbandoned();
  }

  /** Whether the far end is closed: nothing follows what is there to poll. */
  public boolean isFarClosed() {
    return in.isEnded();
  }

  /** Whether this end is closed. */
  public boolean isOwnClosed() {
    return closed;
  }

  /** The next item, or {@code null} if there is none now. */
  public Item poll() {
    if (closed) {
      return null;
    }
    var item = in.poll();
    if (item instanceof Message) {
      giveBack();
    }
    return item == null ? pollFarewell() : item;
  }

  /** The next item, of whose room the far end is told by {@link #giveBack} only. */
  Item pollQuietly() {
    if (closed) {
      return null;
    }
    var item = in.poll();
    return item == null ? pollFarewell() : item;
  }

  /** After messages were polled: tells the far end of room, if there is enough and it waits. */
  void giveBack() {
    if (in.wakesProducer()) {
      owner.tell(far, PipeSignal.WRITABLE);
    }
  }

  private Message pollFarewell() {
    if (farewell.isEmpty() || !in.isDrained()) {
      return null;
    }
    var next = farewell.getFirst();
    farewell = farewell.subList(1, farewell.size());
    return next;
  }

  /**
   * Adds what this end is to receive by itself once the far end is closed and all it sent is
   * received; nothing of it if this end is closed first.
   */
  public void farewell(List<Message> messages) {
    farewell = List.copyOf(messages);
  }

  /** Takes what is left of the farewell, which then is not received from this end any more. */
  public List<Message> takeFarewell() {
    var taken = farewell;
    farewell = List.of();
    return taken;
  }

  /** Whether {@link #poll} would give an item. */
  public boolean isReadable() {
    return !closed && (!in.isEmpty() || !farewell.isEmpty() && in.isDrained());
  }

  /** Whether there is nothing to poll and never will be. */
  public boolean isDrained() {
    return closed || farewell.isEmpty() && in.isDrained();
  }

  /** After an empty poll: true if {@code READABLE} will be told, false to poll again. */
  public boolean armReadable() {
    if (!in.armConsumer()) {
      return false;
    }
    if (in.emptied()) {
      owner.tell(far, PipeSignal.WRITABLE);
    }
    return true;
  }

  /**
   * Asks for another {@code READABLE} once the turn is over: there may be more to poll than one
   * turn is to be held for.
   */
  public void pollLater() {
    in.callSelf();
    owner.tell(this, PipeSignal.READABLE);
  }

  /** Whether {@code READABLE} was to be heard; it will not be, for the owner knows already. */
  public boolean disarmReadable() {
    return in.disarmConsumer();
  }

  /**
   * The owner is told {@code signal}: whether it is to act on it. Each who puts in or takes out may
   * tell of what another has done, so {@code READABLE} and {@code WRITABLE} may come more than once
   * for each time the end was armed, and count once. If told on several threads, any of them may
   * ask.
   */
  public boolean hears(PipeSignal signal) {
    return switch (signal) {
      case READABLE -> in.consumerHears();
      case WRITABLE -> out.producerHears();
      case ENDED, SEVERED -> true;
    };
  }

  /** After a refused offer: true if {@code WRITABLE} will be told, false to offer again. */
  public boolean armWritable() {
    return out.armProducer();
  }

  /**
   * Closes this end: nothing can be sent either way, what the far end was sent it can still poll.
   */
  public void close() {
    if (!closed) {
      closed = true;
      out.end();
      in.abandon();
      owner.tell(far, PipeSignal.ENDED);
    }
  }

  /**
   * Gives the peer up: nothing can be offered or polled from now on but the {@link #farewell}, the
   * connection is broken off, and what is queued is dropped. If this side made the connection, it
   * is made anew, with a new pipe.
   *
   * @param why the reason that the socket's events give
   */
  public void sever(String why) {
    if (severance == null) {
      severance = why;
      out.drop();
      in.drop();
      owner.tell(this, PipeSignal.SEVERED);
    }
  }

  /** Whether the peer was given up. */
  public boolean isSevered() {
    return severance != null;
  }

  /** Why the peer was given up; empty if it was not. */
  public Optional<String> severance() {
    return Optional.ofNullable(severance);
  }

  /**
   * Sets this side's share of the two high-water marks; 0 is no limit. The mark of a direction is
   * the sum of both sides' shares, and counts at once.
   */
  public void marks(int send, int receive) {
    if (out.producerShare(send)) {
      owner.tell(this, PipeSignal.WRITABLE);
    }
    if (in.consumerShare(receive)) {
      owner.tell(far, PipeSignal.WRITABLE);
    }
  }

  /**
   * From now on keeps fewer messages that wait, in both directions, and drops the others. Only
   * while nobody uses the far end.
   */
  public void conflate(Conflation conflation) {
    if (out.conflate(conflation)) {
      owner.tell(this, PipeSignal.WRITABLE);
    }
    in.conflate(conflation);
  }

  /** The peer, once it is known. */
  public Optional<Peer> peer() {
    return Optional.ofNullable(peer);
  }

  /** Says who the peer is, or with {@code null} that it is out of reach. */
  public void peer(Peer peer) {
    this.peer = peer;
  }

  /** What routing noted on this pipe, or {@code null}. */
  public Object note() {
    return note;
  }

  /** Notes something of routing's own on this pipe. */
  public void note(Object note) {
    this.note = note;
  }

  // ---- any thread that holds no turn

  /** Tells the owner of this end, if there is one by now. */
  public void tell(PipeSignal signal, Sequel sequel) {
    var current = owner;
    if (current != null) {
      current.on(this, signal, sequel);
    }
  }

  // ---- whoever makes the connection that uses this end, before it does

  /**
   * From now on a message counts as written when that is said in the receipts, not when it is
   * taken. Objects pass only if {@code encodes}.
   */
  Receipts confirming(boolean encodes) {
    receipts = new Receipts();
    far.bytesOnly = !encodes;
    return receipts;
  }

  // ---- anybody, for statistics

  /** Which messages give way to newer ones. */
  public Conflation conflation() {
    return out.conflation();
  }

  /** What became of the messages that were offered at this end. */
  public Tally tally() {
    return Tally.of(out, far.receipts, (long) SKIPPED.getOpaque(this));
  }

  /**
   * Messages that came over a connection, and gave way to newer ones before they were polled here;
   * if the far end is a socket's, they are counted there.
   */
  public long conflatedOnArrival() {
    return far.receipts == Receipts.NONE ? 0 : in.replaced();
  }
}
