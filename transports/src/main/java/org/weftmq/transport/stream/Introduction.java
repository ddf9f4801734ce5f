package org.weftmq.transport.stream;

import java.util.HashMap;
import java.util.Map;
import org.weftmq.Frame;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.spi.Peer;
import org.weftmq.zmtp.Metadata;
import org.weftmq.zmtp.ProtocolError;

/** What a peer's metadata says about it. */
final class Introduction {
  private static final int LONGEST_TYPE = 32;

  private Introduction() {}

  /** The peer at {@code address} that announced {@code metadata}. */
  static Peer of(Metadata metadata, String address) throws ProtocolError {
    return new Peer(type(metadata), identity(metadata), address, texts(metadata));
  }

  private static SocketType type(Metadata metadata) throws ProtocolError {
    var name =
        metadata
            .property(Metadata.SOCKET_TYPE)
            .orElseThrow(() -> new ProtocolError("the peer announced no Socket-Type"));
    if (name.size() > LONGEST_TYPE) {
      throw new ProtocolError("the peer announced a Socket-Type of " + name.size() + " bytes");
    }
    return SocketType.named(name.text())
        .filter(type -> !type.isRaw()) // those introduce themselves by nothing
        .orElseThrow(() -> new ProtocolError("the peer announced an unknown Socket-Type"));
  }

  // 37/ZMTP: an identity has at most 255 octets, and the first is not zero
  private static RoutingId identity(Metadata metadata) throws ProtocolError {
    var frame = metadata.property(Metadata.IDENTITY).orElse(Frame.empty());
    if (frame.size() > RoutingId.MAX_SIZE) {
      throw new ProtocolError("the peer announced an Identity of " + frame.size() + " bytes");
    }
    var identity = RoutingId.of(frame);
    if (identity.isGenerated()) {
      throw new ProtocolError("the peer announced an Identity that begins with a zero byte");
    }
    return identity;
  }

  private static Map<String, String> texts(Metadata metadata) {
    var texts = new HashMap<String, String>();
    metadata.properties().forEach((name, value) -> texts.put(name, value.text()));
    return Map.copyOf(texts);
  }
}
