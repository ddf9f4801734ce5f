package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft pair}. */
@Command(
    name = "pair",
    description = "Sends each line to its one peer, and prints what the peer sends.",
    footer = {
      "It ends when the input ends and everything is written; with --count, after N "
          + "received messages.",
      "",
      "--timeout counts while a message is awaited: with --count from the start, else "
          + "from the end of the input."
    })
final class PairCommand extends SocketCommand {
  @Mixin private Echo echo;

  PairCommand(Console console) {
    super(console, SocketType.PAIR);
  }

  @Override
  Manner manner() {
    return echo.or(new Conversing(Conversing.End.INPUT));
  }
}
