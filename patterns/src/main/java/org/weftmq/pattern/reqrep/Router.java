package org.weftmq.pattern.reqrep;

import java.time.Duration;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.PeerFullException;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A ROUTER: talks to each peer by its routing id, and receives one message of each in turn
 * (28/REQREP).
 *
 * <p>Sending never waits for a peer, unless a time to wait is given. A peer has the id that it
 * chose, or one that the ROUTER made up; it can be sent to as long as it is connected. What it sent
 * before it left is received all the same.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var router = Router.open(context).bind("inproc://desk");
 *     var dealer = Dealer.open(context).connect("inproc://desk")) {
 *   dealer.send("who am I?");
 *   var question = router.receive();
 *   router.send(question.id(), Message.of("you are " + question.id()));
 *   System.out.println(dealer.receive().text());
 * }
 * }</pre>
 */
public final class Router extends TypedSocket<Router, Routed, Routed> implements Receives<Routed> {
  /**
   * Whether a message without a route, or for a peer that is full, is an error; else it is a
   * counted drop, and no send waits, whatever time it is given.
   */
  public static final Option<Boolean> MANDATORY =
      Option.flag(
              "router-mandatory",
              true,
              "refuse messages without a route, or for a full peer, instead of dropping them")
          .asLive();

  /** Whether a newcomer takes a routing id over from the peer that has it; else it is refused. */
  public static final Option<Boolean> HANDOVER =
      Option.flag(
              "router-handover", false, "let a newcomer take over the routing id of another peer")
          .asLive();

  private Router(SocketCore<Routed, Routed> core) {
    super(core);
  }

  /** Opens a ROUTER. */
  public static Router open(Context context) {
    var routing = new RouterRouting(context.environment().random().nextInt());
    var core = context.open(SocketType.ROUTER, routing, List.of(MANDATORY, HANDOVER));
    routing.options(core::options);
    return new Router(core);
  }

  /**
   * Sends {@code body} to the peer {@code to}; never waits for it.
   *
   * @throws org.weftmq.NoRouteException if there is no such peer
   * @throws PeerFullException if its queue is full
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void send(RoutingId to, Message body) {
    if (!trySend(to, body)) {
      throw new PeerFullException(
          "cannot send to peer " + to + " of this ROUTER: its queue is full; give a time to wait");
    }
  }

  /**
   * Sends {@code body} to the peer {@code to}; waits at most {@code timeout} for room in its queue.
   *
   * @return whether it was sent; if not, it never will be
   * @throws org.weftmq.NoRouteException if there is no such peer, now or while waiting
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public boolean send(RoutingId to, Message body, Duration timeout) throws InterruptedException {
    return core().send(new Routed(to, body), timeout);
  }

  /**
   * Sends {@code body} to the peer {@code to} if its queue has room now.
   *
   * @return whether it was sent; if not, it never will be
   * @throws org.weftmq.NoRouteException if there is no such peer
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public boolean trySend(RoutingId to, Message body) {
    return switch (core().offer(new Routed(to, body))) {
      case Outcome.Accepted a -> true;
      case Outcome.Dropped d -> true;
      case Outcome.Wait w -> false;
      case Outcome.WaitFor w -> false;
    };
  }
}
