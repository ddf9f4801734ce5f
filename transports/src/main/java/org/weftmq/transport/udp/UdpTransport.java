package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.SocketType;
import org.weftmq.spi.Datagrams;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.DirectTransport;
import org.weftmq.spi.NumericAddress;
import org.weftmq.spi.Peer;
import org.weftmq.spi.Presence;
import org.weftmq.transport.stream.Reason;

/**
 * The transport of datagrams over UDP: {@code udp://host:port}, or {@code
 * udp://interface;group:port} for a multicast group.
 *
 * <p>A RADIO connects, a DISH and a DGRAM bind; no other type can use it. <b>bind</b>: the host is
 * an address, a network interface or a name of this machine, {@code *} for every IPv4 address, or a
 * multicast group, which is joined on the interface in front of it or the one that the system
 * chooses; the port is a number, or {@code *} or 0 for any free one. <b>connect</b>: {@code
 * host:port}, where the host may be a group. A name is looked up once, by bind or connect.
 *
 * <p>A datagram arrives whole or not at all, and nobody is told if it does not. Nothing comes back
 * to a RADIO: it sends messages of all groups, and each DISH picks what it joined. What comes
 * faster than a socket receives is lost.
 */
public final class UdpTransport implements DirectTransport {
  /** The most bytes that a datagram over IPv4 can have. */
  static final int LARGEST = 65_507;

  /** How many routers a multicast datagram may pass; 0 keeps it on this machine. */
  public static final Option<Integer> MULTICAST_HOPS =
      Option.number(
          "multicast-hops",
          1,
          0,
          255,
          "how many networks a multicast datagram may enter; 0 keeps it on this machine");

  /** Whether multicast datagrams also come to sockets of this machine. */
  public static final Option<Boolean> MULTICAST_LOOP =
      Option.flag("multicast-loop", true, "let multicast datagrams come to this machine, too");

  /**
   * The most bytes of a datagram that is sent; a larger message is refused. libzmq cuts what is
   * larger than the default when it receives it.
   */
  public static final Option<Integer> MAX_DATAGRAM_SIZE =
      Option.number(
          "max-datagram-size", 8192, 1, LARGEST, "the most bytes that a sent datagram may have");

  /** The one way it works. */
  public UdpTransport() {}

  @Override
  public String scheme() {
    return "udp";
  }

  @Override
  public boolean serves(SocketType type) {
    return switch (type) {
      case RADIO, DISH, DGRAM -> true;
      default -> false;
    };
  }

  @Override
  public List<Option<?>> options() {
    return List.of(MULTICAST_HOPS, MULTICAST_LOOP, MAX_DATAGRAM_SIZE);
  }

  @Override
  public Presence bind(Endpoint at, DirectAttachment socket)
      throws IOException, InterruptedException {
    if (!socket.type().receives()) {
      throw at.bad("a " + socket.type() + " connects udp, and a DISH binds it: call connect");
    }
    var address = UdpAddress.read(at);
    try {
      var wanted = address.bound(at, socket.environment());
      var opening = opening(address, wanted, socket);
      var channel = opening.bound(wanted);
      var port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      var figures = NumericAddress.text(new InetSocketAddress(wanted.getAddress(), port));
      var endpoint = new Endpoint(scheme(), address.resolved(figures));
      return begin(socket, channel, Optional.of(endpoint), figures, wanted);
    } catch (IOException e) {
      throw Reason.of(e);
    }
  }

  @Override
  public Presence connect(Endpoint to, DirectAttachment socket)
      throws IOException, InterruptedException {
    if (socket.type().receives()) {
      throw to.bad("a " + socket.type() + " binds udp, it does not connect it: call bind");
    }
    var address = UdpAddress.read(to);
    try {
      var target = address.reached(to, socket.environment());
      var channel = opening(address, target, socket).sending(target);
      return begin(socket, channel, Optional.empty(), NumericAddress.text(target), target);
    } catch (IOException e) {
      throw Reason.of(e);
    }
  }

  private static Opening opening(
      UdpAddress address, InetSocketAddress found, DirectAttachment socket) throws IOException {
    return new Opening(socket.options(), Interfaces.named(address, found.getAddress()));
  }

  private static Presence begin(
      DirectAttachment socket,
      DatagramChannel channel,
      Optional<Endpoint> resolved,
      String figures,
      InetSocketAddress target)
      throws IOException {
    Datagrams datagrams = socket.environment().datagrams(channel);
    var limit = socket.options().get(MAX_DATAGRAM_SIZE);
    return switch (socket.type()) {
      case DGRAM -> {
        var anybody = Peer.byDatagrams(SocketType.DGRAM, figures, limit);
        yield UdpPresence.begin(socket, datagrams, resolved, anybody, new ToAddress());
      }
      case SocketType type -> {
        var other = type == SocketType.RADIO ? SocketType.DISH : SocketType.RADIO;
        var group = Peer.byDatagrams(other, figures, limit);
        yield UdpPresence.begin(socket, datagrams, resolved, group, new ToGroup(target));
      }
    };
  }
}
