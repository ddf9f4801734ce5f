package org.weftmq.cli;

import picocli.CommandLine.Option;

/** The choice of answering each message with itself. */
final class Echo {
  @Option(
      names = "--echo",
      description = "Answer each message with itself; standard input is not read.")
  private boolean on;

  /** To answer with an echo if that was chosen, else {@code otherwise}. */
  Manner or(Manner otherwise) {
    return on ? new Answering(true) : otherwise;
  }
}
