package org.weftmq.pattern.pubsub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A SUB: receives the messages whose first frame begins with a topic it subscribed to, one of each
 * publisher in turn (29/PUBSUB).
 *
 * <p>It receives nothing before it subscribes; the empty topic is everything. Subscriptions count:
 * a topic that was subscribed to twice has to be unsubscribed from twice. Each publisher is told
 * all of them whenever it is connected, the first time or again.
 *
 * <p>Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var pub = Pub.open(context).bind("inproc://news");
 *     var sub = Sub.open(context).subscribe("sport").subscribe("arts").connect("inproc://news")) {
 *   pub.awaitSubscribers(1, Duration.ofSeconds(5));
 *   pub.send(Message.of("sport", "a draw"));
 *   pub.send(Message.of("arts", "an opening"));
 *   System.out.println(sub.receive(Sub.topic("arts")).text(1)); // passes over the draw
 * }
 * }</pre>
 */
public final class Sub extends TypedSocket<Sub, Message, Message> implements Receives<Message> {
  private final Subscribing subscribing;
  private final Environment environment;

  private Sub(SocketCore<Message, Message> core, Subscribing subscribing, Environment environment) {
    super(core);
    this.subscribing = subscribing;
    this.environment = environment;
  }

  /**
   * Opens a SUB without subscriptions.
   *
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static Sub open(Context context) {
    var routing = new SubRouting();
    var core = context.open(SocketType.SUB, routing, List.of(PubSubOptions.INVERT_MATCHING));
    routing.options(core::options);
    return new Sub(core, routing.subscribing(), context.environment());
  }

  /**
   * Subscribes to all messages whose first frame begins with {@code topic}, once more if it is
   * subscribed to already. Does not wait for publishers; see {@link Pub#awaitSubscribers}.
   *
   * @throws org.weftmq.TopicTooLongException if the topic has more than 4096 bytes
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Sub subscribe(Frame topic) {
    return apply(() -> subscribing.subscribe(topic));
  }

  /** Like {@link #subscribe(Frame)} with the UTF-8 bytes of {@code topic}. */
  public Sub subscribe(String topic) {
    return subscribe(Frame.of(topic));
  }

  /**
   * Takes one subscription to {@code topic} back; if there is none, nothing happens. After the last
   * one no such message is received any more, unless another topic matches it, too.
   *
   * @throws org.weftmq.TopicTooLongException if the topic has more than 4096 bytes
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Sub unsubscribe(Frame topic) {
    return apply(() -> subscribing.unsubscribe(topic, false));
  }

  /** Like {@link #unsubscribe(Frame)} with the UTF-8 bytes of {@code topic}. */
  public Sub unsubscribe(String topic) {
    return unsubscribe(Frame.of(topic));
  }

  private Sub apply(Runnable change) {
    return core()
        .inTurn(
            () -> {
              change.run();
              return this;
            });
  }

  /** How many different topics are subscribed to. */
  public int topics() {
    return core().inTurn(subscribing::topics);
  }

  /** The messages whose first frame is exactly {@code topic}, not only begins with it. */
  public static Predicate<Message> topic(String topic) {
    var wanted = Frame.of(topic);
    return message -> message.first().equals(wanted);
  }

  /**
   * Receives the next message that is {@code wanted}, and discards all that come before it; blocks
   * while there is none, at most for {@code RECEIVE_TIMEOUT}.
   *
   * @param wanted runs on the calling thread, and may throw: that message is discarded, too
   * @throws InterruptedException if interrupted before; what was discarded until then is gone
   * @throws TimedOutException if {@code RECEIVE_TIMEOUT} is over; what was discarded is gone
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Message receive(Predicate<? super Message> wanted) throws InterruptedException {
    var patience = core().options().get(SocketOptions.RECEIVE_TIMEOUT);
    return receive(wanted, patience)
        .orElseThrow(
            () ->
                new TimedOutException(
                    "cannot receive from this SUB: nothing that was wanted came within "
                        + SocketOptions.RECEIVE_TIMEOUT));
  }

  /**
   * Like {@link #receive(Predicate)}, but blocks at most for {@code timeout}.
   *
   * @return empty if the time is over; what was discarded until then is gone
   * @throws InterruptedException if interrupted before; what was discarded until then is gone
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Optional<Message> receive(Predicate<? super Message> wanted, Duration timeout)
      throws InterruptedException {
    var begin = environment.nanoTime();
    var next = receive(timeout);
    while (next.isPresent() && !wanted.test(next.get())) {
      next = receive(timeout.minusNanos(environment.nanoTime() - begin));
    }
    return next;
  }
}
