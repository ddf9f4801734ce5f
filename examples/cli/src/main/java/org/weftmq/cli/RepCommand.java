package org.weftmq.cli;

import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft rep}. */
@Command(
    name = "rep",
    description = "Prints each request, and answers it with the next line of standard input.",
    footer =
        "It ends after N requests that are answered, or never; a request that no line "
            + "is left for is a failure.")
final class RepCommand extends SocketCommand {
  @Mixin private Echo echo;

  RepCommand(Console console) {
    super(console, SocketType.REP);
  }

  @Override
  Manner manner() {
    return echo.or(new Answering(false));
  }
}
