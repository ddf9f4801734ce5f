package org.weftmq.socket;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.weftmq.ObjectCodec;
import org.weftmq.Options;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Conflation;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.SocketCore;

/**
 * A socket, as what serves its endpoints sees it: its actor, what it needs of its context, and who
 * hears its events. For threads that hold no turn, unless a method says otherwise.
 */
final class ServedSocket {
  // nobody's: immutable
  private final Registry registry;
  private final SocketCore<?, ?> core;
  private final SocketActor<?, ?> actor;
  private final Monitor monitor = new Monitor();
  private final Closing closing;
  private final Serving serving;

  // any thread
  private final AtomicLong connections = new AtomicLong();

  /** {@code core} is the same socket, as its callers see it. */
  ServedSocket(
      Registry registry, SocketCore<?, ?> core, SocketActor<?, ?> actor, Services services) {
    this.registry = registry;
    this.core = core;
    this.actor = actor;
    this.closing = new Closing(this, services);
    this.serving = new Serving(this, services);
  }

  /** What its context holds. */
  Registry registry() {
    return registry;
  }

  /** The same socket, as its callers see it. */
  SocketCore<?, ?> core() {
    return core;
  }

  SocketActor<?, ?> actor() {
    return actor;
  }

  /** Who hears its events. */
  Monitor monitor() {
    return monitor;
  }

  /** How it and its services end. */
  Closing closing() {
    return closing;
  }

  /** What begins and ends the services. */
  Serving serving() {
    return serving;
  }

  SocketType type() {
    return actor.type();
  }

  Options options() {
    return actor.options();
  }

  boolean isClosed() {
    return actor.isClosed();
  }

  /** A number for the next connection, by which its events are told from others'. Any thread. */
  long nextConnection() {
    return connections.incrementAndGet();
  }

  /** Tells those who listen to its events. Any thread, in a turn or not. */
  void report(SocketEvent event) {
    monitor.report(event);
  }

  /** Whether its type may talk to the peer's. */
  void checkType(Peer peer) throws PeerRefused {
    if (!peer.isRaw() && !type().mayTalkTo(peer.type())) {
      throw new PeerRefused("a " + type() + " cannot talk to a " + peer.type());
    }
  }

  /** A pipe between the socket and a connection of an endpoint with these options. */
  Pipe newPipe(Options options) {
    var pipe = Pipe.open();
    pipe.conflate(Conflation.of(type(), options));
    return pipe;
  }

  /** The connection's end of such a pipe. */
  BlockingPipe farEnd(Pipe near, Options options) {
    var encodes = options.get(SocketOptions.OBJECT_CODEC) != ObjectCodec.NONE;
    return new BlockingPipe(near.far(), actor.environment(), encodes);
  }

  /** What {@code work} gives in the turn, whether or not the socket is closed. */
  <R> R turn(Supplier<R> work) {
    return actor.callers().inTurn(work);
  }

  /** Does {@code work} in the turn, whether or not the socket is closed. */
  void turn(Runnable work) {
    turn(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Why the socket does not take a peer, or {@code null} if it did; {@code attach} runs in turn.
   */
  PeerRefused refusalOf(Supplier<PeerRefused> attach) {
    try {
      return turn(attach);
    } catch (SocketClosedException e) {
      return new PeerRefused("the socket is closed");
    }
  }
}
