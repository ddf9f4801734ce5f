package org.weftmq.spi;

import org.weftmq.DropReason;
import org.weftmq.pipe.Pipe;

/** What became of a message that routing was asked to send. */
public sealed interface Outcome {
  /** It is on its way to one peer or more. */
  Outcome ACCEPTED = new Accepted();

  /** All that were to get it are full; each has counted that it missed it. */
  Outcome SKIPPED = new Skipped();

  /** There is no room or nobody to take it now: ask again when a pipe is writable or attached. */
  Outcome WAIT = new Wait();

  /** It is on its way. */
  record Accepted() implements Outcome {}

  /** It was accepted, and nobody will get it, for all that were to get it are full. */
  record Skipped() implements Outcome {}

  /** Any peer would do, but none can take it now. */
  record Wait() implements Outcome {}

  /** Only this pipe's peer would do, and it cannot take it now; nobody else need wait for it. */
  record WaitFor(Pipe pipe) implements Outcome {}

  /** It was accepted and nobody will get it. */
  record Dropped(DropReason reason) implements Outcome {}

  /** Whether the caller is rid of the message, sent or not; if not, it is to wait. */
  default boolean isTaken() {
    return switch (this) {
      case Accepted a -> true;
      case Skipped s -> true;
      case Dropped d -> true;
      case Wait w -> false;
      case WaitFor w -> false;
    };
  }

  /**
   * Whether nobody got it because they are full: a caller that went on at once would gain nothing.
   */
  default boolean isForFullPeers() {
    return switch (this) {
      case Skipped s -> true;
      case Dropped(DropReason reason) -> reason == DropReason.PEER_FULL;
      default -> false;
    };
  }
}
