package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;

/** The command {@code weft gather}. */
@Command(
    name = "gather",
    description =
        "Prints the messages of its peers, taking from each in turn: a pull of messages of one"
            + " frame.",
    footer = "It ends after N messages, or never.")
final class GatherCommand extends SocketCommand {
  GatherCommand(Console console) {
    super(console, SocketType.GATHER);
  }

  @Override
  Manner manner() {
    return new Receiving();
  }
}
