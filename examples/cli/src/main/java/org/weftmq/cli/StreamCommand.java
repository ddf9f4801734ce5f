package org.weftmq.cli;

import java.util.Optional;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft stream}. */
@Command(
    name = "stream",
    description =
        "Prints the bytes of peers that speak bare TCP, and sends lines to the peers they name.",
    footer = {
      "Bytes are printed as they come in, and a line is written, as the routing id of the peer in "
          + "hexadecimal digits, a tab, and the bytes; a line is sent with its newline, but with "
          + "--hex without. The id of what is connected is told on standard error.",
      "",
      "With a single --connect and no --bind there is only one peer: bytes and lines have no id "
          + "and no tab, and nothing is put between the bytes.",
      "",
      "It ends after N pieces received and, unless the input ends, N lines sent; or when its only "
          + "peer closes the connection; or never."
    })
final class StreamCommand extends SocketCommand {
  private Optional<RoutingId> only = Optional.empty();

  @Mixin private Echo echo;

  StreamCommand(Console console) {
    super(console, SocketType.STREAM);
  }

  @Override
  Duplex open(Context context, Wiring wiring) throws InterruptedException {
    var stream = Stream.open(context).set(Stream.NOTIFY, wiring.isToOne());
    wiring.bind(stream);
    only = wiring.connect(stream::connectPeer);
    var connected =
        only.isPresent()
            ? stream.receive(timeout()).isPresent() // that it is; later, that it is no more
            : stream.awaitPeers(wiring.connect().size(), timeout());
    if (!connected) {
      throw new TimedOutException("not connected within " + TimeConverter.text(timeout()));
    }
    return Sockets.plain(stream);
  }

  @Override
  Manner manner() {
    return echo.or(
        new Conversing(only.isPresent() ? Conversing.End.FAREWELL : Conversing.End.NEVER));
  }

  @Override
  Format format(String delimiter, String joint, boolean hex) {
    var label = only.isPresent() ? Label.NONE : Label.ID;
    var lines = new LineFormat("", joint, hex, label, label);
    var bytes = hex ? lines : new BareBytes(lines, only.isPresent());
    return only.<Format>map(id -> new Fronted(bytes, id.frame())).orElse(bytes);
  }
}
