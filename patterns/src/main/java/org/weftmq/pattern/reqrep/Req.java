package org.weftmq.pattern.reqrep;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.weftmq.ConnectionMessages;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A REQ: sends a request to its peers in turn, and receives the reply of the peer it asked
 * (28/REQREP).
 *
 * <p>{@link #request(Message, Duration)} does both in one call; calls of many threads queue, first
 * come first served. Plain {@code send} and {@code receive} must alternate; if the peer that was
 * asked leaves before it has replied, {@code receive} waits for ever, and only a request with a
 * time-out gets over that.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var req = Req.open(context).connect("tcp://127.0.0.1:5555")) {
 *   var reply = req.request(Message.of("Hello"), Duration.ofMillis(500));
 *   System.out.println(reply.map(Message::text).orElse("nobody there"));
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // what the core carries concerns this package alone
public final class Req extends TypedSocket<Req, ReqRouting.Query, Message>
    implements Duplex, Receives<Message> {
  /**
   * Whether requests carry a number by which replies are matched. The peers must give the envelope
   * back as it was, as every REP does.
   */
  public static final Option<Boolean> CORRELATE =
      Option.flag("req-correlate", false, "number requests, and match replies by the number")
          .asLive();

  /**
   * Whether a plain send may give up a request whose reply has not been received. A late reply to
   * it is taken for that to the new request, unless they are told apart by {@link #CORRELATE}.
   */
  public static final Option<Boolean> RELAXED =
      Option.flag("req-relaxed", false, "let a send give up the request that is out").asLive();

  private final Environment environment;
  private final ReqRouting routing;

  private Req(
      SocketCore<ReqRouting.Query, Message> core, Environment environment, ReqRouting routing) {
    super(core);
    this.environment = environment;
    this.routing = routing;
  }

  /** Opens a REQ. */
  public static Req open(Context context) {
    var environment = context.environment();
    var routing = new ReqRouting(environment.random().nextInt());
    var core =
        context.open(
            SocketType.REQ, routing, List.of(CORRELATE, RELAXED, ConnectionMessages.PROBE_ROUTER));
    routing.options(core::options);
    return new Req(core, environment, routing);
  }

  /**
   * Sends a request and receives its reply; blocks until it is there.
   *
   * @throws InterruptedException if interrupted; the request may have been answered, but its reply
   *     will not be received
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Message request(Message message) throws InterruptedException {
    return request(message, Option.FOREVER)
        .orElseThrow(() -> new TimedOutException("for ever is over"));
  }

  /**
   * Sends a request and receives its reply; blocks at most for {@code timeout}.
   *
   * <p>The socket stays usable after a time-out. Unless requests carry a number ({@link
   * #CORRELATE}), the connection to the peer that did not answer is made anew, so that a late reply
   * cannot be taken for that to the next request.
   *
   * @return empty if the time is over; the request may have been answered, but its reply will not
   *     be received
   * @throws InterruptedException if interrupted, with the same effect
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Optional<Message> request(Message message, Duration timeout) throws InterruptedException {
    var begun = environment.nanoTime();
    if (!core().send(new ReqRouting.Query(message, true), timeout)) {
      return Optional.empty();
    }
    Optional<Message> reply = Optional.empty();
    try {
      reply = core().receiveBy(this::reply, remaining(timeout, begun));
    } finally {
      if (reply.isEmpty()) {
        core()
            .inTurn(
                () -> {
                  routing.giveUp();
                  return null;
                });
      }
    }
    return reply;
  }

  private Optional<Message> reply() {
    return Optional.ofNullable(routing.reply());
  }

  private Duration remaining(Duration timeout, long begun) {
    var nanos = TimeUnit.NANOSECONDS.convert(timeout);
    return nanos == Long.MAX_VALUE
        ? timeout
        : Duration.ofNanos(Math.max(0, nanos - (environment.nanoTime() - begun)));
  }

  @Override
  public void send(Message message) throws InterruptedException {
    core().send(new ReqRouting.Query(message, false));
  }

  @Override
  public boolean send(Message message, Duration timeout) throws InterruptedException {
    return core().send(new ReqRouting.Query(message, false), timeout);
  }

  @Override
  public boolean trySend(Message message) {
    return core().offer(new ReqRouting.Query(message, false)) == Outcome.ACCEPTED;
  }
}
