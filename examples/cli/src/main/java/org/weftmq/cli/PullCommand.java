package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;

/** The command {@code weft pull}. */
@Command(
    name = "pull",
    description = "Prints the messages of its peers, taking from each in turn.",
    footer = "It ends after N messages, or never.")
final class PullCommand extends SocketCommand {
  PullCommand(Console console) {
    super(console, SocketType.PULL);
  }

  @Override
  Manner manner() {
    return new Receiving();
  }
}
