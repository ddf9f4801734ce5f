package org.weftmq.socket;

import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeSignal;

/** What arrives in a socket's mailbox. */
sealed interface Signal permits Operation, Signal.Told, Signal.Withdrawn, Signal.AskAgain {
  /** Something happened at a pipe. */
  record Told(Pipe pipe, PipeSignal what) implements Signal {}

  /** A caller gave up: its operation need not be kept any longer. */
  record Withdrawn(Operation<?> operation) implements Signal {}

  /** An operation that was being decided elsewhere was given back: serve it again. */
  record AskAgain() implements Signal {}
}
