package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft dealer}. */
@Command(
    name = "dealer",
    aliases = "xreq",
    description = "Sends each line to one of its peers, in turn, and prints what they send.",
    footer = {
      "It ends when the input has ended and as many messages were received as lines "
          + "were sent; with --count, after N received messages.",
      "",
      "--timeout counts while a message is awaited: with --count from the start, else "
          + "from the end of the input.",
      "",
      "A REP peer wants an empty frame in front of the message: --delimiter , and "
          + "lines like ,hello"
    })
final class DealerCommand extends SocketCommand {
  @Mixin private Echo echo;

  DealerCommand(Console console) {
    super(console, SocketType.DEALER);
  }

  @Override
  Manner manner() {
    return echo.or(new Conversing(Conversing.End.REPLIES));
  }
}
