package org.weftmq.pattern.reqrep;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.weftmq.BadOptionException;
import org.weftmq.ConnectionMessages;
import org.weftmq.Context;
import org.weftmq.Option;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
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

  /**
   * How long a peer may be silent when another one claims its routing id, and it is asked for a
   * sign of life: after that the newcomer has the id. It waits meanwhile, and is refused once there
   * is a sign, or if the peer cannot be asked. 0 refuses newcomers at once; with {@link #HANDOVER}
   * nobody is asked.
   */
  public static final Option<Duration> PROBE_TIMEOUT =
      Option.time(
              "router-probe-timeout",
              Duration.ofSeconds(1),
              "how long a peer may be silent when another claims its routing id; 0 does not ask")
          .asLive();

  /**
   * Whether an empty message of a peer is received, before all others, when it has come. What a
   * probe sends looks the same; {@link #events} tell more.
   */
  public static final Option<Boolean> NOTIFY_CONNECT =
      Option.flag(
              "router-notify-connect", false, "receive an empty message of each peer that comes")
          .asLive();

  /**
   * Whether an empty message of a peer is received, after all others, when it has left: of those
   * that come while the option is set. {@link ConnectionMessages#DISCONNECT} lets you choose what
   * is received instead.
   */
  public static final Option<Boolean> NOTIFY_DISCONNECT =
      Option.flag(
              "router-notify-disconnect",
              false,
              "receive an empty message of each peer that leaves")
          .asLive();

  private Router(SocketCore<Routed, Routed> core) {
    super(core);
  }

  /** Opens a ROUTER. */
  public static Router open(Context context) {
    var routing = new RouterRouting(context.environment().random().nextInt());
    var core = context.open(SocketType.ROUTER, routing, options());
    routing.options(core::options);
    return new Router(core);
  }

  private static List<Option<?>> options() {
    var own =
        Stream.<Option<?>>of(MANDATORY, HANDOVER, PROBE_TIMEOUT, NOTIFY_CONNECT, NOTIFY_DISCONNECT);
    return Stream.concat(own, RouterRouting.NOTICES.options().stream()).toList();
  }

  /**
   * Connects {@code endpoint} like {@link #connect(String)}, and knows its peer by {@code id},
   * whatever that peer calls itself, also when the connection is made anew. Nobody else is told of
   * the id, and no other peer can have it until the endpoint is disconnected. As always, there is a
   * way to the peer only while it is there: {@link #awaitPeers} waits for it.
   *
   * @throws org.weftmq.WrongStateException if another peer has the id, or is to have it
   * @throws org.weftmq.BadOptionException if {@code id} is empty or begins with a zero byte
   * @throws org.weftmq.BadEndpointException if the endpoint is malformed or of an unknown scheme
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Router connect(String endpoint, RoutingId id) {
    if (id.isNone()) {
      throw new BadOptionException(
          "cannot connect "
              + endpoint
              + " under an empty routing id: name the peer, or leave it out");
    }
    core().connect(endpoint, SocketOptions.CONNECT_ROUTING_ID.check(id));
    return this;
  }
}
