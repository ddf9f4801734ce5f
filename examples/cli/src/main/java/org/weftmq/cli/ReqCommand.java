package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;

/** The command {@code weft req}. */
@Command(
    name = "req",
    description = "Sends each line as a request, and prints each reply before the next one.",
    footer = "It ends when the input ends, or after N replies.")
final class ReqCommand extends SocketCommand {
  ReqCommand(Console console) {
    super(console, SocketType.REQ);
  }

  @Override
  Manner manner() {
    return new Asking();
  }
}
