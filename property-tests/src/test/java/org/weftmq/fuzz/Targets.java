package org.weftmq.fuzz;

import java.util.List;
import org.weftmq.pattern.pubsub.OldStyleTarget;
import org.weftmq.pattern.pubsub.TrieTarget;
import org.weftmq.transport.ipc.SocketPathTarget;
import org.weftmq.transport.stream.HandshakeTarget;
import org.weftmq.transport.stream.InboundTarget;
import org.weftmq.transport.udp.UdpAddressTarget;

/** The targets there are. */
final class Targets {
  private Targets() {}

  static List<Target> all() {
    return List.of(
        new GreetingTarget(),
        new MetadataTarget(),
        new CommandTarget(),
        new HandshakeTarget(),
        new FrameTarget(),
        new InboundTarget(),
        new TrieTarget(),
        new OldStyleTarget(),
        new EndpointTarget(),
        new SocketPathTarget(),
        new UdpAddressTarget(),
        new OptionTarget());
  }

  /** The one of that name. */
  static Target named(String name) {
    return all().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no target " + name + " in " + names()));
  }

  static List<String> names() {
    return all().stream().map(Target::name).toList();
  }
}
