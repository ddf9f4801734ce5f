package org.weftmq.pattern.pubsub;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A PUB: sends each message to all peers that subscribed to a prefix of its first frame
 * (29/PUBSUB).
 *
 * <p>Sending never waits for a peer, unless {@link PubSubOptions#NO_DROP} is set: a peer whose
 * queue is full misses the message, and what nobody subscribed to is dropped; {@code stats()}
 * counts both. What is sent before a peer's subscription is here does not reach it, so {@link
 * #awaitSubscribers} comes before the first message that must not be missed.
 *
 * <p>A PUB that connects has a queue for its peer from the first subscription on, which outlives
 * the connection: while the peer is out of reach, what it wants waits there up to the high-water
 * mark. Once it is connected again it has to subscribe anew, which a SUB does by itself.
 *
 * <p>Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var pub = Pub.open(context).bind("inproc://weather");
 *     var sub = Sub.open(context).subscribe("paris").connect("inproc://weather")) {
 *   pub.awaitSubscribers(1, Duration.ofSeconds(5));
 *   pub.send(Message.of("oslo", "snow"));
 *   pub.send(Message.of("paris", "rain"));
 *   System.out.println(sub.receive().text(1));
 * }
 * }</pre>
 */
public final class Pub extends TypedSocket<Pub, Message, Message> implements SendsMessages {
  private final Publisher publisher;

  private Pub(SocketCore<Message, Message> core, Publisher publisher) {
    super(core);
    this.publisher = publisher;
  }

  /**
   * Opens a PUB.
   *
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static Pub open(Context context) {
    var routing = new PubRouting();
    var core = context.open(SocketType.PUB, routing, PubSubOptions.ofPublishers());
    routing.publisher().options(core::options);
    return new Pub(core, routing.publisher());
  }

  /**
   * Waits until {@code count} peers are connected that have at least one subscription each: from
   * then on what is sent reaches those of them that it matches.
   *
   * @return false if {@code timeout} is over first
   * @throws InterruptedException if interrupted before
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public boolean awaitSubscribers(int count, Duration timeout) throws InterruptedException {
    return core().awaitThat(() -> publisher.hasSubscribers(count), timeout);
  }

  /** How many different topics are subscribed to now. */
  public int topics() {
    return core().inTurn(() -> publisher.subscriptions().topics());
  }
}
