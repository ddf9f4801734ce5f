package org.weftmq.cli;

import java.util.Optional;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.p2p.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft peer}. */
@Command(
    name = "peer",
    description = "Prints what other peers send, and sends lines to the peers they name.",
    footer = {
      "A message is printed, and a line is written, as the routing id of the other peer in "
          + "hexadecimal digits, a tab, and the message. The id of what is connected is told on "
          + "standard error.",
      "",
      "It ends after N messages received and, unless the input ends, N lines sent; or never.",
      "",
      "With a single --connect and no --bind there is only one peer: messages and lines have no "
          + "id, and no tab, and it ends when the input ends and everything is written; with "
          + "--count, after N received messages.",
      "",
      "A message has exactly one frame, so --delimiter is of no use."
    })
final class PeerCommand extends SocketCommand {
  private Optional<RoutingId> only = Optional.empty();

  @Mixin private Echo echo;

  PeerCommand(Console console) {
    super(console, SocketType.PEER);
  }

  @Override
  Manner manner() {
    return echo.or(new Conversing(only.isPresent() ? Conversing.End.INPUT : Conversing.End.NEVER));
  }

  @Override
  Duplex open(Context context, Wiring wiring) {
    var peer = Peer.open(context);
    wiring.bind(peer);
    only = wiring.connect(peer::connectPeer);
    return Sockets.plain(peer);
  }

  @Override
  Label label() {
    return only.isPresent() ? Label.NONE : Label.ID;
  }

  @Override
  Format format(String delimiter, String joint, boolean hex) {
    var lines = super.format(delimiter, joint, hex);
    return only.<Format>map(id -> new Fronted(lines, id.frame())).orElse(lines);
  }
}
