package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;

/** The command {@code weft push}. */
@Command(
    name = "push",
    description = "Sends each line of standard input to one of its peers, in turn.",
    footer = "It ends when the input ends, or after N lines, once everything is written.")
final class PushCommand extends SocketCommand {
  PushCommand(Console console) {
    super(console, SocketType.PUSH);
  }

  @Override
  Manner manner() {
    return new Sending();
  }
}
