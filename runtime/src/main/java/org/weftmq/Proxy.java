package org.weftmq;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.weftmq.socket.Relay;

/**
 * A pair of sockets joined by threads that move every message of the one to the other, both ways if
 * both can send and receive.
 *
 * <p>Messages keep their order, and none is received before the last one was sent on, so a side
 * that cannot take any slows the other side down. Messages move in the form of {@code
 * Sockets.open}: what routes them is in front. A message for a peer that has left is counted and
 * dropped, as it would be by a ROUTER of libzmq. Meanwhile the sockets should be used by nobody
 * else; both stay open when the proxy ends.
 *
 * <p>The proxy ends when either socket, or the one that captures, is closed, or when {@link #close}
 * is called. Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var front = Router.open(context).bind("inproc://clients");
 *     var back = Dealer.open(context).bind("inproc://workers");
 *     var proxy = Proxy.start(front, back);
 *     var worker = Rep.open(context).connect("inproc://workers");
 *     var client = Req.open(context).connect("inproc://clients")) {
 *   Thread.startVirtualThread(() -> worker.serve(name -> Message.of("Hello " + name.text())));
 *   System.out.println(client.request(Message.of("World")).text());
 * }
 * }</pre>
 */
public final class Proxy implements AutoCloseable {
  private final Relay relay;

  private Proxy(Relay relay) {
    this.relay = relay;
  }

  /**
   * Joins two sockets.
   *
   * @throws WrongStateException if messages could move neither way, as between two PULLs
   */
  public static Proxy start(Socket front, Socket back) {
    return new Proxy(new Relay(front, back, Optional.empty()));
  }

  /**
   * Joins two sockets, and sends a copy of each message to {@code capture} before it moves on. A
   * capturing socket that waits for room slows the proxy down; a PUB never does.
   *
   * @throws WrongStateException if messages could move neither way
   */
  public static Proxy start(Socket front, Socket back, Sender capture) {
    return new Proxy(new Relay(front, back, Optional.of(capture)));
  }

  /**
   * Sends whatever one socket receives back through the same socket: a ROUTER, REP or STREAM that
   * is an echo, a DEALER or PAIR that returns what it gets.
   *
   * @throws WrongStateException if its type cannot both send and receive
   */
  public static Proxy echo(Socket socket) {
    return start(socket, socket);
  }

  /**
   * Rests; blocks until no message moves any more. What is in hand is kept. Does nothing if the
   * proxy has ended.
   *
   * @throws InterruptedException if interrupted while waiting; the proxy will rest all the same
   */
  public void pause() throws InterruptedException {
    relay.pause();
  }

  /** Goes on after {@link #pause}; else does nothing. */
  public void resume() {
    relay.resume();
  }

  /** Whether it has been told to {@link #pause}. */
  public boolean isPaused() {
    return relay.isPaused();
  }

  /** Whether no message moves any more, nor will. */
  public boolean isEnded() {
    return relay.isEnded();
  }

  /**
   * Waits until the proxy has ended.
   *
   * @return whether it has; false if the time is over
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return relay.awaitEnd(timeout);
  }

  /** What it has moved so far. */
  public ProxyStats stats() {
    return relay.stats();
  }

  /**
   * The messages in hand when the proxy ended: received on one side, and the other side could not
   * take them. Empty before it has ended.
   */
  public List<Message> unsent() {
    return relay.unsent();
  }

  /**
   * Ends the proxy and leaves its sockets open; blocks until no message moves. A message that the
   * other side cannot take is given up: see {@link #unsent}. Closing again does nothing more. An
   * interrupt ends the wait, and its flag is kept.
   */
  @Override
  public void close() {
    relay.close();
  }
}
