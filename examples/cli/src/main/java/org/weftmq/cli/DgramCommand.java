package org.weftmq.cli;

import java.util.Optional;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code weft dgram}. */
@Command(
    name = "dgram",
    description = "Prints the datagrams that come over UDP, and sends lines to any address.",
    footer = {
      "A datagram is printed, and a line is written, as the address such as 127.0.0.1:5555, a tab, "
          + "and the message. Datagrams may get lost; nobody is told.",
      "",
      "It ends after N datagrams received and, unless the input ends, N lines sent; or never. With "
          + "--to it ends when the input ends and everything is written; with --count, after N "
          + "received datagrams.",
      "",
      "It cannot connect: write --bind udp://*:* where any port will do."
    })
final class DgramCommand extends SocketCommand {
  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description =
          "Send every line to this address, such as 127.0.0.1:5555: datagrams and lines have no"
              + " address, and no tab.")
  private Optional<String> to = Optional.empty();

  @Mixin private Echo echo;

  DgramCommand(Console console) {
    super(console, SocketType.DGRAM);
  }

  @Override
  Manner manner() {
    return echo.or(new Conversing(to.isPresent() ? Conversing.End.INPUT : Conversing.End.NEVER));
  }

  @Override
  Label label() {
    return to.isPresent() ? Label.NONE : Label.TEXT;
  }

  @Override
  Format format(String delimiter, String joint, boolean hex) {
    var lines = super.format(delimiter, joint, hex);
    return to.<Format>map(address -> new Fronted(lines, Frame.of(address))).orElse(lines);
  }
}
