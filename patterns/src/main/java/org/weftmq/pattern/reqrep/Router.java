package org.weftmq.pattern.reqrep;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.Option;
import org.weftmq.Routed;
import org.weftmq.SocketType;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsRouted;
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
public final class Router extends TypedSocket<Router, Routed, Routed>
    implements SendsRouted, Receives<Routed> {
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
}
