package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft channel}. */
@Command(
    name = "channel",
    description =
        "Sends each line to its one peer, and prints what the peer sends: a pair whose messages"
            + " have one frame.",
    footer = {
      "It ends when the input ends and everything is written; with --count, after N "
          + "received messages.",
      "",
      "--timeout counts while a message is awaited: with --count from the start, else "
          + "from the end of the input."
    })
final class ChannelCommand extends SocketCommand {
  @Mixin private Echo echo;

  ChannelCommand(Console console) {
    super(console, SocketType.CHANNEL);
  }

  @Override
  Manner manner() {
    return echo.or(new Conversing(Conversing.End.INPUT));
  }
}
