package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft server}. */
@Command(
    name = "server",
    description = "Prints what its clients send, and sends lines to the clients they name.",
    footer = {
      "A message is printed, and a line is written, as the routing id of the client in "
          + "hexadecimal digits, a tab, and the message. A line for a client that is not "
          + "there is noted on standard error, and lost.",
      "",
      "It ends after N messages received and, unless the input ends, N lines sent; or never.",
      "",
      "A message has exactly one frame, so --delimiter is of no use."
    })
final class ServerCommand extends SocketCommand {
  @Mixin private Echo echo;

  ServerCommand(Console console) {
    super(console, SocketType.SERVER);
  }

  @Override
  Manner manner() {
    return echo.or(new Conversing(Conversing.End.NEVER));
  }

  @Override
  Label label() {
    return Label.ID;
  }
}
