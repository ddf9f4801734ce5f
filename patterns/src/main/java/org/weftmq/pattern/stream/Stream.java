package org.weftmq.pattern.stream;

import java.time.Duration;
import java.util.List;
import org.weftmq.BadOptionException;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
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
 * A STREAM: bare bytes to and from peers that speak no ZMTP, over tcp or ipc, each connection by an
 * id that the STREAM made up.
 *
 * <p>It may bind and connect, any number of times. Each connection is announced as {@link
 * StreamEvent.Connected}; {@link StreamEvent.Data} follows, and {@link StreamEvent.Disconnected}
 * when the peer has closed it or it was lost. A peer that shuts only its own direction down counts
 * as one that closed: what is queued for it then is still written, as far as it reads.
 *
 * <p>Sending never waits for a peer, unless a time to wait is given. Bytes that nobody receives
 * wait up to the high-water mark, counted in pieces, then in the network: so a slow receiver slows
 * its peers down. A connection that this side made and lost is made again, under a new id unless
 * {@link #connectPeer} promised one, as long as {@link SocketOptions#RECONNECT} is on; one that it
 * {@linkplain #disconnect(RoutingId) disconnected} is not.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var server = Stream.open(context).bind("tcp://127.0.0.1:*");
 *     var client = Stream.open(context).connect(server.endpoint())) {
 *   var connection = client.receive().id();
 *   client.send(connection, "GET / HTTP/1.0\r\n\r\n");
 *   StreamEvent event;
 *   do {
 *     event = server.receive();
 *     switch (event) {
 *       case StreamEvent.Connected(var id, var address) -> System.out.println("hello " + address);
 *       case StreamEvent.Data(var id, var bytes) -> {
 *         server.send(id, "HTTP/1.0 200 OK\r\n\r\nhello world");
 *         server.disconnect(id);
 *       }
 *       case StreamEvent.Disconnected(var id) -> System.out.println("a peer left");
 *     }
 *   } while (event instanceof StreamEvent.Connected);
 *   System.out.println(client.receive());
 * }
 * }</pre>
 */
public final class Stream extends TypedSocket<Stream, Routed, StreamEvent>
    implements SendsRouted, Receives<StreamEvent> {
  /** Whether connections are announced, and their ends; else there is nothing but data. */
  public static final Option<Boolean> NOTIFY =
      Option.flag("stream-notify", true, "receive an event when a connection begins and ends")
          .asLive();

  /**
   * How many beginnings and ends of connections may wait to be received, 0 for no limit; while so
   * many do, newcomers are refused.
   */
  public static final Option<Integer> MAX_EVENTS =
      Option.number(
              "stream-max-events",
              100_000,
              0,
              Integer.MAX_VALUE,
              "how many beginnings and ends may wait to be received; 0 is no limit")
          .asLive();

  private final StreamRouting routing;

  private Stream(SocketCore<Routed, StreamEvent> core, StreamRouting routing) {
    super(core);
    this.routing = routing;
  }

  /** Opens a STREAM. */
  public static Stream open(Context context) {
    var routing = new StreamRouting(context.environment().random().nextInt());
    var core = context.open(SocketType.STREAM, routing, List.of(NOTIFY, MAX_EVENTS));
    routing.options(core::options);
    return new Stream(core, routing);
  }

  /**
   * Connects {@code endpoint} like {@link #connect(String)}, and knows its connections by {@code
   * id}, one after another if they are lost. It can be sent to once it is announced.
   *
   * @throws org.weftmq.WrongStateException if another connection has the id, or is to have it
   * @throws BadOptionException if {@code id} is empty or begins with a zero byte
   * @throws org.weftmq.BadEndpointException if the endpoint is malformed or has no transport
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Stream connect(String endpoint, RoutingId id) {
    if (id.isNone()) {
      throw new BadOptionException(
          "cannot connect " + endpoint + " under an empty id: name it, or leave it out");
    }
    core().connect(endpoint, SocketOptions.CONNECT_ROUTING_ID.check(id));
    return this;
  }

  /**
   * Connects {@code endpoint} like {@link #connect(String, RoutingId)}, under an id that is made
   * up.
   *
   * @return the id, until {@link #disconnect(RoutingId)} or {@link #disconnect(String)} ends it
   * @throws org.weftmq.BadEndpointException if the endpoint is malformed or has no transport
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public RoutingId connectPeer(String endpoint) {
    var id = core().inTurn(routing::generate);
    core().connect(endpoint, id);
    return id;
  }

  /**
   * Sends the bytes of all frames, in order, on the connection {@code to}; never waits for its
   * peer. No bytes at all {@linkplain #disconnect(RoutingId) disconnect} it.
   *
   * @throws org.weftmq.NoRouteException if there is no such connection
   * @throws org.weftmq.PeerFullException if its queue is full
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  @Override
  public void send(RoutingId to, Message bytes) {
    SendsRouted.super.send(to, bytes);
  }

  /** Sends bytes; see {@link #send(RoutingId, Message)}. */
  public void send(RoutingId to, Frame bytes) {
    send(to, Message.of(bytes));
  }

  /** Sends text as UTF-8; see {@link #send(RoutingId, Message)}. */
  public void send(RoutingId to, String text) {
    send(to, Message.of(text));
  }

  /** Sends bytes; see {@link #send(RoutingId, Message, Duration)}. */
  public boolean send(RoutingId to, Frame bytes, Duration timeout) throws InterruptedException {
    return send(to, Message.of(bytes), timeout);
  }

  /** Sends bytes; see {@link #trySend(RoutingId, Message)}. */
  public boolean trySend(RoutingId to, Frame bytes) {
    return trySend(to, Message.of(bytes));
  }

  /**
   * Closes the connection {@code id} once all that is queued for it has been written, within {@code
   * LINGER}, and disconnects the endpoint if this side connected it; returns at once. What its peer
   * sent and was not received yet is forgotten, and no {@link StreamEvent.Disconnected} follows,
   * unless {@link StreamEvent.Connected} is still to come.
   *
   * <p>An endpoint that is being tried again has no connection to close: {@link
   * #disconnect(String)} ends that.
   *
   * @return whether there was such a connection; if not, its peer has gone before, and {@link
   *     StreamEvent.Disconnected} tells so
   */
  public boolean disconnect(RoutingId id) {
    return core().inTurn(() -> routing.disconnect(id));
  }
}
