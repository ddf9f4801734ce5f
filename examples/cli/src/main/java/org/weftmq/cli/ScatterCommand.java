package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;

/** The command {@code weft scatter}. */
@Command(
    name = "scatter",
    description = "Sends each line to one of its peers, in turn: a push of messages of one frame.",
    footer = "It ends when the input ends, or after N lines, once everything is written.")
final class ScatterCommand extends SocketCommand {
  ScatterCommand(Console console) {
    super(console, SocketType.SCATTER);
  }

  @Override
  Manner manner() {
    return new Sending();
  }
}
