package org.weftmq.socket;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.NoRouteException;
import org.weftmq.Proxy;
import org.weftmq.ProxyStats;
import org.weftmq.Sender;
import org.weftmq.SocketClosedException;
import org.weftmq.TimedOutException;
import org.weftmq.WeftException;
import org.weftmq.WrongContentException;
import org.weftmq.WrongStateException;
import org.weftmq.actor.Parker;
import org.weftmq.spi.SocketCore;

/** One direction of a proxy: a thread that receives from one socket and sends to another. */
final class Forwarder {
  private static final System.Logger LOG = System.getLogger(Proxy.class.getName());
  private static final VarHandle MOVED;
  private static final VarHandle BYTES;
  private static final VarHandle UNDELIVERABLE;

  static {
    try {
      var lookup = MethodHandles.lookup();
      MOVED = lookup.findVarHandle(Forwarder.class, "moved", long.class);
      BYTES = lookup.findVarHandle(Forwarder.class, "bytes", long.class);
      UNDELIVERABLE = lookup.findVarHandle(Forwarder.class, "undeliverable", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // nobody's: immutable
  private final Relay relay;
  private final SocketCore<?, ?> from;
  private final SocketCore<?, ?> to;
  private final Optional<Sender> capture;
  private final boolean takesTurns;
  private final Parker parker;

  // whoever starts the proxy, once, before its thread runs: the other direction
  private Optional<Forwarder> opposite = Optional.empty();

  // its own thread's
  private Message inHand;
  private boolean captured;
  private boolean failed;

  // its own thread writes, any thread reads
  private volatile Thread thread;
  private volatile boolean resting;
  private volatile boolean ended;
  private volatile Optional<Message> unsent = Optional.empty();
  private long moved;
  private long bytes;
  private long undeliverable;

  Forwarder(Relay relay, SocketCore<?, ?> from, SocketCore<?, ?> to, Optional<Sender> capture) {
    this.relay = relay;
    this.from = from;
    this.to = to;
    this.capture = capture;
    this.takesTurns = from.routing().takesTurns() || to.routing().takesTurns();
    this.parker = new Parker(relay.environment());
  }

  /** {@code other} is the direction whose progress may give this one its turn. */
  void start(Optional<Forwarder> other) {
    opposite = other;
    relay.environment().start("weft-proxy " + from.type() + " to " + to.type(), this::run);
  }

  // ---- any thread

  /** Makes its thread look at the proxy's phase; what it waits for then has not happened. */
  void wake() {
    parker.wake();
    var running = thread;
    if (running != null) { // else it has not begun, and will look by itself
      running.interrupt();
    }
  }

  boolean isResting() {
    return resting || ended;
  }

  boolean isEnded() {
    return ended;
  }

  Optional<Message> unsent() {
    return unsent;
  }

  ProxyStats.Traffic traffic() {
    return new ProxyStats.Traffic(
        (long) MOVED.getOpaque(this),
        (long) BYTES.getOpaque(this),
        (long) UNDELIVERABLE.getOpaque(this));
  }

  // ---- its own thread

  private void run() {
    thread = Thread.currentThread();
    try {
      while (goesOn()) {
        step();
      }
    } finally {
      unsent = Optional.ofNullable(inHand);
      ended = true;
      opposite.ifPresent(other -> other.parker.wake());
      relay.changed();
    }
  }

  /**
   * Rests while the proxy does. It says that it rests no longer before it looks at the phase, and
   * who pauses sets the phase before looking whether it rests: it cannot move unseen.
   */
  private boolean goesOn() {
    while (relay.phase() == Relay.Phase.PAUSED) {
      resting = true;
      relay.changed();
      try {
        parker.await();
      } catch (InterruptedException e) {
        // The phase has changed: that is what is looked at next.
      }
      resting = false;
    }
    return switch (relay.phase()) {
      case RUNNING, PAUSED -> !failed;
      case FINISHING -> !failed && inHand != null;
      case CLOSED -> false;
    };
  }

  private void step() {
    var phase = relay.phase();
    var seen = progress();
    try {
      if (phase == Relay.Phase.PAUSED) {
        return;
      }
      if (inHand == null) {
        inHand = take(from);
        captured = capture.isEmpty();
      }
      if (!captured) {
        capture();
        captured = true;
      }
      forward(to);
    } catch (InterruptedException | TimedOutException e) {
      // Nothing has happened: the phase may have changed, and if not, this is tried again.
    } catch (SocketClosedException e) {
      failed = inHand != null; // and there is nobody to give it to
      relay.finish();
    } catch (WrongStateException e) {
      if (takesTurns && opposite.isPresent() && !opposite.get().ended) {
        awaitTurn(seen, phase);
      } else {
        fail(e);
      }
    } catch (WeftException e) {
      fail(e);
    }
  }

  private void capture() throws InterruptedException {
    try {
      capture.orElseThrow().send(inHand);
    } catch (NoCodecException | WrongContentException e) {
      LOG.log(Level.DEBUG, "a proxy cannot capture an object", e);
    }
  }

  private void fail(WeftException cause) {
    LOG.log(Level.WARNING, "a proxy from a " + from.type() + " to a " + to.type(), cause);
    failed = true;
    relay.finish();
  }

  private static <I> Message take(SocketCore<?, I> core) throws InterruptedException {
    return core.routing().incoming(core.receive());
  }

  private <O> void forward(SocketCore<O, ?> core) throws InterruptedException {
    try {
      core.send(core.routing().outgoing(inHand));
    } catch (NoRouteException | NoCodecException | WrongContentException e) {
      discard(e);
    } catch (WrongStateException e) {
      if (takesTurns) {
        throw e;
      }
      discard(e); // it has not the shape that the type wants
    }
    BYTES.setOpaque(this, bytes + inHand.byteSize());
    inHand = null;
    MOVED.setOpaque(this, moved + 1);
    if (takesTurns) {
      opposite.ifPresent(other -> other.parker.wake());
    }
  }

  private void discard(WeftException cause) {
    UNDELIVERABLE.setOpaque(this, undeliverable + 1);
    LOG.log(Level.DEBUG, () -> "a proxy dropped a message: " + cause.getMessage());
  }

  private long progress() {
    return opposite.map(other -> (long) MOVED.getOpaque(other)).orElse(0L);
  }

  /**
   * It is the other direction's turn. No wake-up is lost: the other one counts what it moved, then
   * wakes; a wake-up that comes first is kept.
   */
  private void awaitTurn(long seen, Relay.Phase phase) {
    try {
      while (progress() == seen && relay.phase() == phase && !opposite.orElseThrow().ended) {
        parker.await();
      }
    } catch (InterruptedException e) {
      // The phase has changed.
    }
  }
}
