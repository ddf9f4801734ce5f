package org.weftmq.spi;

import java.util.Map;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;

/**
 * The other socket of a pipe, as it introduced itself.
 *
 * @param type its socket type
 * @param identity its routing id, {@link RoutingId#none()} for an anonymous peer
 * @param address where it is, in words of the transport; empty over inproc
 * @param metadata the properties it announced (23/ZMTP, "metadata"), by name
 */
public record Peer(
    SocketType type, RoutingId identity, String address, Map<String, String> metadata) {
  /** A peer that announced no metadata. */
  public Peer(SocketType type, RoutingId identity, String address) {
    this(type, identity, address, Map.of());
  }
}
