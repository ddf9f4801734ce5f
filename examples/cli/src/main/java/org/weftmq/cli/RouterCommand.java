package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft router}. */
@Command(
    name = "router",
    aliases = "xrep",
    description = "Prints what its peers send, and sends lines to the peers they name.",
    footer = {
      "A message is printed, and a line is written, as the routing id of the peer in "
          + "hexadecimal digits, a tab, and the other frames. A line for a peer that is not "
          + "there is noted on standard error, and lost.",
      "",
      "It ends after N messages received and, unless the input ends, N lines sent; or " + "never.",
      "",
      "The messages of a REQ peer begin with an empty frame, and so must the answers: "
          + "use --delimiter."
    })
final class RouterCommand extends SocketCommand {
  @Mixin private Echo echo;

  RouterCommand(Console console) {
    super(console, SocketType.ROUTER);
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
