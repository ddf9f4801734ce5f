package org.weftmq.pattern;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.channel.Channel;
import org.weftmq.pattern.clientserver.Client;
import org.weftmq.pattern.clientserver.Server;
import org.weftmq.pattern.dgram.Dgram;
import org.weftmq.pattern.p2p.Peer;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.XPub;
import org.weftmq.pattern.pubsub.XSub;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.Radio;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.pattern.scattergather.Gather;
import org.weftmq.pattern.scattergather.Scatter;
import org.weftmq.pattern.stream.Stream;
import org.weftmq.spi.SocketProvider;
import org.weftmq.spi.TypedSocket;

/**
 * Opens sockets of types that are known only at run time, as sockets of plain messages.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var router = Sockets.open(context, SocketType.ROUTER);
 *     var dealer = Sockets.open(context, SocketType.DEALER)) {
 *   router.bind("tcp://127.0.0.1:*");
 *   dealer.connect(router.endpoint());
 *   dealer.send("echo");
 *   router.send(router.receive()); // the routing id is in front: back to where it came from
 *   System.out.println(dealer.receive().text());
 * }
 * }</pre>
 */
public final class Sockets implements SocketProvider {
  private static final Map<SocketType, Function<Context, Duplex>> OPENERS =
      new EnumMap<>(
          Map.ofEntries(
              entry(SocketType.PAIR, Pair::open),
              entry(SocketType.PUSH, context -> new PlainSocket<>(Push.open(context).core())),
              entry(SocketType.PULL, context -> new PlainSocket<>(Pull.open(context).core())),
              entry(SocketType.PUB, context -> new PlainSocket<>(Pub.open(context).core())),
              entry(SocketType.SUB, context -> new PlainSocket<>(Sub.open(context).core())),
              entry(SocketType.XPUB, context -> new PlainSocket<>(XPub.open(context).core())),
              entry(SocketType.XSUB, XSub::open),
              entry(SocketType.REQ, Req::open),
              entry(SocketType.REP, Rep::openInTurns),
              entry(SocketType.DEALER, Dealer::open),
              entry(SocketType.ROUTER, context -> new PlainSocket<>(Router.open(context).core())),
              entry(SocketType.STREAM, context -> new PlainSocket<>(Stream.open(context).core())),
              entry(SocketType.CLIENT, Client::open),
              entry(SocketType.SERVER, context -> new PlainSocket<>(Server.open(context).core())),
              entry(SocketType.SCATTER, context -> new PlainSocket<>(Scatter.open(context).core())),
              entry(SocketType.GATHER, context -> new PlainSocket<>(Gather.open(context).core())),
              entry(SocketType.RADIO, context -> new PlainSocket<>(Radio.open(context).core())),
              entry(SocketType.DGRAM, context -> new PlainSocket<>(Dgram.open(context).core())),
              entry(SocketType.DISH, context -> new PlainSocket<>(Dish.open(context).core())),
              entry(SocketType.PEER, context -> new PlainSocket<>(Peer.open(context).core())),
              entry(SocketType.CHANNEL, Channel::open)));

  private static Map.Entry<SocketType, Function<Context, Duplex>> entry(
      SocketType type, Function<Context, Duplex> opener) {
    return Map.entry(type, opener);
  }

  /** For {@link java.util.ServiceLoader}. */
  public Sockets() {}

  /**
   * Opens a socket of that type: what it takes to route a message, such as the routing id of a
   * ROUTER's peer, is in front of the message.
   *
   * @throws WrongStateException if there is no such socket, or later if the type cannot do what is
   *     asked of it
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static Duplex open(Context context, SocketType type) {
    var opener = OPENERS.get(type);
    if (opener == null) {
      throw new WrongStateException("cannot open a " + type + ": there are " + OPENERS.keySet());
    }
    return opener.apply(context);
  }

  /**
   * The same socket as one of plain messages, in the form of {@link #open}: what it takes to route
   * a message is in front of it. For tools that first need what only the type can do, such as to
   * subscribe.
   */
  public static <O, I> Duplex plain(TypedSocket<?, O, I> socket) {
    return new PlainSocket<>(socket.core());
  }

  @Override
  public Set<SocketType> types() {
    return Set.copyOf(OPENERS.keySet());
  }

  @Override
  public Duplex open(SocketType type, Context context) {
    return open(context, type);
  }
}
