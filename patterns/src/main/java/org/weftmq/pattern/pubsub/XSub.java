package org.weftmq.pattern.pubsub;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketType;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * An XSUB: a {@link Sub} that can also talk to its publishers, and receives whatever they send,
 * without looking at it once more (29/PUBSUB).
 *
 * <p>What is sent goes to every publisher; one whose queue is full misses it. An {@link XPub}
 * receives it, a {@link Pub} discards it. A message whose first frame begins with a byte 1 or 0 is
 * not a message but a subscription to what follows, or takes one back: that is how it travels.
 *
 * <p>Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var xpub = XPub.open(context).bind("inproc://source");
 *     var xsub = XSub.open(context).subscribe("a").connect("inproc://source")) {
 *   xsub.send("more, please");
 *   System.out.println(xpub.receive()); // the subscription
 *   System.out.println(xpub.receive()); // the message
 * }
 * }</pre>
 */
public final class XSub extends TypedSocket<XSub, Message, Message>
    implements Duplex, SendsMessages, Receives<Message> {
  /** Whether publishers are told of every {@code unsubscribe}, not only of the last of a topic. */
  public static final Option<Boolean> VERBOSE_UNSUBSCRIBE =
      Option.flag("xsub-verbose-unsubscribe", false, "pass on every unsubscribe, not only the last")
          .asLive();

  private final XSubRouting routing;

  private XSub(SocketCore<Message, Message> core, XSubRouting routing) {
    super(core);
    this.routing = routing;
  }

  /**
   * Opens an XSUB without subscriptions.
   *
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static XSub open(Context context) {
    var routing = new XSubRouting();
    var core =
        context.open(
            SocketType.XSUB,
            routing,
            List.of(VERBOSE_UNSUBSCRIBE, PubSubOptions.ONLY_FIRST_SUBSCRIBE));
    routing.options(core::options);
    return new XSub(core, routing);
  }

  /**
   * Subscribes to all messages whose first frame begins with {@code topic}, once more if it is
   * subscribed to already. Does not wait for publishers.
   *
   * @throws org.weftmq.TopicTooLongException if the topic has more than 4096 bytes
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public XSub subscribe(Frame topic) {
    return apply(() -> routing.subscribing().subscribe(topic));
  }

  /** Like {@link #subscribe(Frame)} with the UTF-8 bytes of {@code topic}. */
  public XSub subscribe(String topic) {
    return subscribe(Frame.of(topic));
  }

  /**
   * Takes one subscription to {@code topic} back; if there is none, nothing happens, unless {@link
   * #VERBOSE_UNSUBSCRIBE} is set.
   *
   * @throws org.weftmq.TopicTooLongException if the topic has more than 4096 bytes
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public XSub unsubscribe(Frame topic) {
    return apply(() -> routing.unsubscribe(topic));
  }

  /** Like {@link #unsubscribe(Frame)} with the UTF-8 bytes of {@code topic}. */
  public XSub unsubscribe(String topic) {
    return unsubscribe(Frame.of(topic));
  }

  private XSub apply(Runnable change) {
    return core()
        .inTurn(
            () -> {
              change.run();
              return this;
            });
  }

  /** How many different topics are subscribed to. */
  public int topics() {
    return core().inTurn(() -> routing.subscribing().topics());
  }
}
