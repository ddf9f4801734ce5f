package org.weftmq.spi;

import java.time.Duration;
import java.util.Optional;
import org.weftmq.pipe.Pipe;

/** A socket does not take a peer; the text says why, for its events. */
public final class PeerRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Optional<Rival> rival;

  /**
   * The peer whose place another wants to take.
   *
   * @param pipe its pipe
   * @param patience how long it may be silent when it is asked for a sign of life
   */
  public record Rival(Pipe pipe, Duration patience) {}

  /** With the reason. */
  public PeerRefused(String reason) {
    this(reason, Optional.empty());
  }

  /** With the reason, which would be none if {@code rival} turned out to be dead. */
  public PeerRefused(String reason, Rival rival) {
    this(reason, Optional.of(rival));
  }

  private PeerRefused(String reason, Optional<Rival> rival) {
    super(reason, null, false, false);
    this.rival = rival;
  }

  /** The peer without which this one would have been taken. */
  public Optional<Rival> rival() {
    return rival;
  }
}
