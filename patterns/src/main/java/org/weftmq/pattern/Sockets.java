package org.weftmq.pattern;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.spi.SocketProvider;

/**
 * Opens sockets of types that are known only at run time, as sockets of plain messages.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var router = Sockets.open(context, SocketType.ROUTER)) {
 *   router.bind("tcp://127.0.0.1:*");
 *   router.send(router.receive()); // the routing id is in front: back to where it came from
 * }
 * }</pre>
 */
public final class Sockets implements SocketProvider {
  private static final Map<SocketType, Function<Context, Duplex>> OPENERS =
      new EnumMap<>(
          Map.of(
              SocketType.PAIR, Pair::open,
              SocketType.PUSH, context -> new PlainSocket<>(Push.open(context).core()),
              SocketType.PULL, context -> new PlainSocket<>(Pull.open(context).core()),
              SocketType.REQ, Req::open,
              SocketType.REP, Rep::openInTurns,
              SocketType.DEALER, Dealer::open,
              SocketType.ROUTER, context -> new PlainSocket<>(Router.open(context).core())));

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

  @Override
  public Set<SocketType> types() {
    return Set.copyOf(OPENERS.keySet());
  }

  @Override
  public Duplex open(SocketType type, Context context) {
    return open(context, type);
  }
}
