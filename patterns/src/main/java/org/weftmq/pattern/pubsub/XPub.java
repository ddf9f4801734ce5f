package org.weftmq.pattern.pubsub;

import java.time.Duration;
import java.util.ArrayList;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketType;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * An XPUB: a {@link Pub} that receives what its peers subscribe to, and what {@link XSub} peers
 * send (29/PUBSUB).
 *
 * <p>It receives {@link Upstream.Subscribed} when a topic gets its first subscriber and {@link
 * Upstream.Unsubscribed} when it has lost its last, also because a peer left, or whose connection
 * was made anew; with {@link #VERBOSE} and {@link #VERBOSER} it receives more. A request that no
 * topic was subscribed to for is passed on all the same. Messages of one peer that nobody receives
 * wait here up to {@code RECEIVE_HIGH_WATER_MARK}; what that peer sent behind them waits, too.
 *
 * <p>In manual mode no request counts by itself: see {@link #MANUAL}.
 *
 * <p>Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var xpub = XPub.open(context).bind("inproc://prices");
 *     var sub = Sub.open(context).subscribe("gold").connect("inproc://prices")) {
 *   if (xpub.receive() instanceof Upstream.Subscribed(Frame topic)) {
 *     xpub.send(Message.of(topic.text(), "2000")); // the price is there as soon as one asks
 *   }
 *   System.out.println(sub.receive().text(1));
 * }
 * }</pre>
 */
public final class XPub extends TypedSocket<XPub, Message, Upstream>
    implements SendsMessages, Receives<Upstream> {
  /** Whether each subscription is received, also one to a topic that has a subscriber. */
  public static final Option<Boolean> VERBOSE =
      Option.flag("xpub-verbose", false, "receive every subscription, not only the first").asLive();

  /** Whether each subscription is received and each that is taken back, of any number. */
  public static final Option<Boolean> VERBOSER =
      Option.flag("xpub-verboser", false, "receive every subscription and every one taken back")
          .asLive();

  /**
   * Whether requests count only as far as {@link #subscribe} and {@link #unsubscribe} say: they act
   * for the peer whose request was received last. Every request is received, and when a peer
   * leaves, an {@link Upstream.Unsubscribed} for each topic that it had asked for.
   */
  public static final Option<Boolean> MANUAL =
      Option.flag("xpub-manual", false, "leave it to the user which requests count").asLive();

  /**
   * Whether, beyond {@link #MANUAL}, the first message that is sent after a request was received
   * goes only to the peer that made it, if it matches: the last value, for the newcomer alone.
   */
  public static final Option<Boolean> MANUAL_LAST_VALUE =
      Option.flag(
              "xpub-manual-last-value",
              false,
              "manual, and the next message goes only to whose request was received last")
          .asLive();

  private final XPubRouting routing;

  private XPub(SocketCore<Message, Upstream> core, XPubRouting routing) {
    super(core);
    this.routing = routing;
  }

  /**
   * Opens an XPUB.
   *
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static XPub open(Context context) {
    var routing = new XPubRouting();
    var options = new ArrayList<>(PubSubOptions.ofPublishers());
    options.add(VERBOSE);
    options.add(VERBOSER);
    options.add(MANUAL);
    options.add(MANUAL_LAST_VALUE);
    var core = context.open(SocketType.XPUB, routing, options);
    routing.publisher().options(core::options);
    return new XPub(core, routing);
  }

  /**
   * Waits until {@code count} peers are connected that have at least one subscription each; see
   * {@link Pub#awaitSubscribers}. In manual mode those count that were granted.
   *
   * @return false if {@code timeout} is over first
   * @throws InterruptedException if interrupted before
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public boolean awaitSubscribers(int count, Duration timeout) throws InterruptedException {
    return core().awaitThat(() -> routing.publisher().hasSubscribers(count), timeout);
  }

  /** How many different topics are subscribed to now. */
  public int topics() {
    return core().inTurn(() -> routing.publisher().subscriptions().topics());
  }

  /**
   * Manual mode: subscribes the peer whose request was received last to {@code topic}, be it what
   * it asked for or not. If that peer is gone, nothing happens.
   *
   * @throws org.weftmq.WrongStateException if the XPUB is not in manual mode
   * @throws org.weftmq.TopicTooLongException if the topic has more than 4096 bytes
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public XPub subscribe(Frame topic) {
    Subscribing.check(topic);
    return apply(() -> routing.subscribe(topic));
  }

  /** Manual mode: like {@link #subscribe(Frame)} with the UTF-8 bytes of {@code topic}. */
  public XPub subscribe(String topic) {
    return subscribe(Frame.of(topic));
  }

  /**
   * Manual mode: takes {@code topic} from the peer whose request was received last. If that peer is
   * gone, or does not have the topic, nothing happens.
   *
   * @throws org.weftmq.WrongStateException if the XPUB is not in manual mode
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public XPub unsubscribe(Frame topic) {
    return apply(() -> routing.unsubscribe(topic));
  }

  /** Manual mode: like {@link #unsubscribe(Frame)} with the UTF-8 bytes of {@code topic}. */
  public XPub unsubscribe(String topic) {
    return unsubscribe(Frame.of(topic));
  }

  private XPub apply(Runnable change) {
    return core()
        .inTurn(
            () -> {
              change.run();
              return this;
            });
  }
}
