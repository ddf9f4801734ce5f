package org.weftmq.pattern.pubsub;

import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pattern.strategy.PlainMessages;
import org.weftmq.spi.Outcome;

/** To all who subscribed; what they send is not for the user (29/PUBSUB). */
final class PubRouting implements PlainMessages, PublisherRouting<Message> {
  private final Publisher publisher = new Publisher(this);

  @Override
  public Publisher publisher() {
    return publisher;
  }

  @Override
  public Outcome send(Message message) {
    return publisher.send(message);
  }

  @Override
  public Message receive() {
    return null;
  }

  // ---- what subscribers send

  @Override
  public boolean isReady(Subscriber from) {
    return true;
  }

  @Override
  public void requested(Subscriber from, boolean wanted, Frame topic) {
    var subscriptions = publisher.subscriptions();
    if (!wanted) {
      subscriptions.remove(from, topic);
    } else if (publisher.admits(subscriptions, from, topic)) {
      subscriptions.add(from, topic);
    }
  }

  @Override
  public void received(Subscriber from, Message message) {} // 29/PUBSUB: discard

  @Override
  public void left(Subscriber gone) {
    publisher.subscriptions().removeAll(gone, (topic, others) -> {});
  }
}
