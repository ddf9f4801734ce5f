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
 * @param datagramSize the most bytes of a datagram to it, if each message travels as one of its own
 *     and neither side can tell the other what it wants; 0 if there is a connection
 */
public record Peer(
    SocketType type,
    RoutingId identity,
    String address,
    Map<String, String> metadata,
    int datagramSize) {
  /** A peer that is reached through a connection. */
  public Peer(SocketType type, RoutingId identity, String address, Map<String, String> metadata) {
    this(type, identity, address, metadata, 0);
  }

  /** A peer that announced no metadata. */
  public Peer(SocketType type, RoutingId identity, String address) {
    this(type, identity, address, Map.of());
  }

  /** Whoever is reached at {@code address} by datagrams of at most {@code datagramSize} bytes. */
  public static Peer byDatagrams(SocketType type, String address, int datagramSize) {
    return new Peer(type, RoutingId.none(), address, Map.of(), datagramSize);
  }

  /** Whether messages travel as datagrams: neither side can tell the other what it wants. */
  public boolean isByDatagrams() {
    return datagramSize > 0;
  }

  /** A peer at {@code address} that speaks no ZMTP and introduced itself by nothing. */
  public static Peer raw(String address) {
    return new Peer(SocketType.STREAM, RoutingId.none(), address);
  }

  /** Whether it speaks no ZMTP: what it sends and gets are bare bytes. */
  public boolean isRaw() {
    return type.isRaw();
  }
}
