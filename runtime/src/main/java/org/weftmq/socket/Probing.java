package org.weftmq.socket;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.weftmq.SocketClosedException;
import org.weftmq.spi.PeerRefused;

/** A newcomer's question to the peer that has what it claims: whether that one still lives. */
final class Probing {
  /** What it takes, after its time is over, until a connection has ended. */
  private static final Duration TIME_TO_LEAVE = Duration.ofMillis(500);

  // nobody's: immutable
  private final SocketActor<?, ?> actor;
  private final PeerRefused.Rival rival;
  private final BooleanSupplier pointless;

  // the turn's
  private boolean alive;

  /** {@code pointless} runs in the turn: whether the newcomer has given up. */
  Probing(SocketActor<?, ?> actor, PeerRefused.Rival rival, BooleanSupplier pointless) {
    this.actor = actor;
    this.rival = rival;
    this.pointless = pointless;
  }

  /**
   * Waits until the rival has given a sign of life or, for it gave none in time, has left; false in
   * that case alone.
   */
  boolean isAlive() {
    try {
      var link =
          actor.callers().inTurn(() -> Optional.ofNullable(actor.ledger().link(rival.pipe())));
      if (link.isPresent() && !link.get().probe(rival.patience(), this::answered)) {
        return true;
      }
      var time = Deadline.nanos(rival.patience().plus(TIME_TO_LEAVE));
      actor.callers().awaitThat(this::isDecided, time);
      return !rival.pipe().isClosed();
    } catch (SocketClosedException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void answered() {
    actor.callers().inTurn(() -> alive = true);
  }

  private boolean isDecided() {
    return alive || rival.pipe().isClosed() || pointless.getAsBoolean() || actor.isClosed();
  }
}
