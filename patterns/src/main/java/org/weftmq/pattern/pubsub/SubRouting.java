package org.weftmq.pattern.pubsub;

import java.util.function.Supplier;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.spi.Outcome;

/** What was subscribed to, from each publisher in turn (29/PUBSUB). */
final class SubRouting implements SubscriberRouting {
  private final Subscribing subscribing = new Subscribing();
  private Supplier<Options> options = Options::initial;

  void options(Supplier<Options> live) {
    options = live;
  }

  @Override
  public Subscribing subscribing() {
    return subscribing;
  }

  @Override
  public Outcome send(Message message) {
    return Outcome.WAIT;
  }

  /** The publisher may not have heard of the last change yet, or send everything to everybody. */
  @Override
  public Message receive() {
    var inverted = options.get().get(PubSubOptions.INVERT_MATCHING);
    var message = subscribing.receive();
    while (message != null && subscribing.matches(message.first()) == inverted) {
      message = subscribing.receive();
    }
    return message;
  }
}
