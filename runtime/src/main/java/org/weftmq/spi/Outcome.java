package org.weftmq.spi;

import org.weftmq.DropReason;
import org.weftmq.pipe.Pipe;

/** What became of a message that routing was asked to send. */
public sealed interface Outcome {
  /** It is on its way to one peer or more. */
  Outcome ACCEPTED = new Accepted();

  /** There is no room or nobody to take it now: ask again when a pipe is writable or attached. */
  Outcome WAIT = new Wait();

  /** It is on its way. */
  record Accepted() implements Outcome {}

  /** Any peer would do, but none can take it now. */
  record Wait() implements Outcome {}

  /** Only this pipe's peer would do, and it cannot take it now; nobody else need wait for it. */
  record WaitFor(Pipe pipe) implements Outcome {}

  /** It was accepted and nobody will get it. */
  record Dropped(DropReason reason) implements Outcome {}
}
