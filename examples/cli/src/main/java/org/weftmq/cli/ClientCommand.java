package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft client}. */
@Command(
    name = "client",
    description = "Sends each line to one of its servers, in turn, and prints what they send.",
    footer = {
      "It ends when the input has ended and as many messages were received as lines "
          + "were sent; with --count, after N received messages.",
      "",
      "--timeout counts while a message is awaited: with --count from the start, else "
          + "from the end of the input.",
      "",
      "A message has exactly one frame, so --delimiter is of no use."
    })
final class ClientCommand extends SocketCommand {
  @Mixin private Echo echo;

  ClientCommand(Console console) {
    super(console, SocketType.CLIENT);
  }

  @Override
  Manner manner() {
    return echo.or(new Conversing(Conversing.End.REPLIES));
  }
}
