package org.weftmq.fuzz;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.weftmq.Frame;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.spi.Peer;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Greeting;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.Metadata;

/** A handshake with the mechanism NULL as 37/ZMTP has it. */
public final class HandshakeModel {
  /** 23/ZMTP and the RFCs of the later types; libzmq's two old names besides. */
  private static final Set<String> TYPES =
      Set.of(
          "PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB",
          "SERVER", "CLIENT", "RADIO", "DISH", "GATHER", "SCATTER", "PEER", "CHANNEL", "XREQ",
          "XREP");

  private static final Limits NO_MESSAGE = new Limits(0, 0);

  private HandshakeModel() {}

  /** Who introduced itself, if anybody did. */
  public static Optional<Peer> read(byte[] bytes, String address) {
    var greeting = GreetingModel.read(bytes, bytes.length).found();
    if (greeting.isEmpty() || !((Greeting) greeting.getFirst()).mechanism().equals("NULL")) {
      return Optional.empty();
    }
    var frames = Arrays.copyOfRange(bytes, 64, bytes.length);
    var first = FrameModel.first(frames, NO_MESSAGE, Metadata.MAX_SIZE);
    return first instanceof Command.Ready(Metadata metadata)
        ? peer(metadata, address)
        : Optional.empty();
  }

  private static Optional<Peer> peer(Metadata metadata, String address) {
    var type = metadata.property("Socket-Type").map(Frame::text).orElse("");
    var identity = metadata.property("Identity").orElse(Frame.empty());
    if (!TYPES.contains(type.toUpperCase(Locale.ROOT))
        || identity.size() > 255
        || !identity.isEmpty() && identity.byteAt(0) == 0) {
      return Optional.empty();
    }
    var texts = new HashMap<String, String>();
    metadata.properties().forEach((name, value) -> texts.put(name, value.text()));
    return SocketType.named(type)
        .map(known -> new Peer(known, RoutingId.of(identity), address, texts));
  }

  /** The kinds of the commands behind {@code from}. */
  public static List<String> commands(byte[] bytes, int from) {
    var frames = Arrays.copyOfRange(bytes, from, bytes.length);
    return FrameModel.read(frames, frames.length, NO_MESSAGE).found().stream()
        .map(command -> command.getClass().getSimpleName())
        .toList();
  }
}
