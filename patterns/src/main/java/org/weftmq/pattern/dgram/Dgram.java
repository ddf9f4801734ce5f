package org.weftmq.pattern.dgram;

import java.time.Duration;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Endpoint;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A DGRAM: sends datagrams to any address and receives them from everywhere, through one bound
 * {@code udp://} endpoint.
 *
 * <p>Datagrams are what UDP makes of them: each arrives whole, or not at all, or twice, in any
 * order, and nobody is told. {@code send} waits while the socket is not bound or its queue is full.
 * What comes faster than it is received is lost once {@code RECEIVE_HIGH_WATER_MARK} of them wait;
 * the socket's events tell.
 *
 * <p>Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var server = Dgram.open(context).bind("udp://127.0.0.1:*");
 *     var client = Dgram.open(context).bind("udp://127.0.0.1:*")) {
 *   client.send(server.address(), "ping");
 *   var ping = server.receive();
 *   server.send(ping.reply(Frame.of(ping.text() + " pong")));
 *   System.out.println(client.receive().text());
 * }
 * }</pre>
 */
public final class Dgram extends TypedSocket<Dgram, Datagram, Datagram>
    implements Receives<Datagram> {
  private Dgram(SocketCore<Datagram, Datagram> core) {
    super(core);
  }

  /**
   * Opens a DGRAM.
   *
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static Dgram open(Context context) {
    return new Dgram(context.open(SocketType.DGRAM, new DgramRouting(), List.of()));
  }

  /**
   * Sends a datagram; blocks while the queue is full, at most for {@code SEND_TIMEOUT}.
   *
   * @throws org.weftmq.BadEndpointException if its address is not an address and a port in figures
   * @throws org.weftmq.MessageTooLargeException if it has more bytes than {@code max-datagram-size}
   * @throws org.weftmq.TimedOutException if {@code SEND_TIMEOUT} is over; then it never will be
   *     sent
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void send(Datagram datagram) throws InterruptedException {
    core().send(datagram);
  }

  /** Sends {@code body} to {@code address}; like {@link #send(Datagram)}. */
  public void send(String address, Frame body) throws InterruptedException {
    send(new Datagram(address, body));
  }

  /** Sends a text, as UTF-8; like {@link #send(Datagram)}. */
  public void send(String address, String body) throws InterruptedException {
    send(address, Frame.of(body));
  }

  /**
   * Sends a datagram; blocks while the queue is full, at most for {@code timeout}. It throws what
   * {@link #send(Datagram)} throws, except that a time-out is an answer.
   *
   * @return whether it was sent; if not, it never will be
   */
  public boolean send(Datagram datagram, Duration timeout) throws InterruptedException {
    return core().send(datagram, timeout);
  }

  /**
   * Sends a datagram if the queue has room now; never blocks, and throws what {@link
   * #send(Datagram)} throws.
   *
   * @return whether it was sent; if not, it never will be
   */
  public boolean trySend(Datagram datagram) {
    return core().offer(datagram).isTaken();
  }

  /**
   * The address that is bound, for others to send to: {@link #endpoint} without the scheme.
   *
   * @throws org.weftmq.NoSuchEndpointException if none is bound
   */
  public String address() {
    return Endpoint.parse(endpoint()).address();
  }
}
