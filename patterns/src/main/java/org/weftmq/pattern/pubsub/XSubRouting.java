package org.weftmq.pattern.pubsub;

import java.util.function.Supplier;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;

/** Whatever publishers send; subscriptions and messages to all of them (29/PUBSUB). */
final class XSubRouting implements SubscriberRouting {
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
    var onlyFirst = options.get().get(PubSubOptions.ONLY_FIRST_SUBSCRIBE);
    if (!OldStyle.mayHoldSome(message, onlyFirst)) {
      return subscribing.send(message);
    }
    // All of it or nothing: one topic may be too long.
    OldStyle.read(message, onlyFirst, XSubRouting::check, rest -> {});
    var outcome = new Outcome[] {Outcome.ACCEPTED};
    OldStyle.read(message, onlyFirst, this::obey, rest -> outcome[0] = subscribing.send(rest));
    return outcome[0];
  }

  private static void check(Control control) {
    switch (control) {
      case Control.Subscribe(Frame topic) -> Subscribing.check(topic);
      case Control.Cancel(Frame topic) -> Subscribing.check(topic);
      case Control.Join join -> {} // of other patterns
      case Control.Leave leave -> {}
    }
  }

  private void obey(Control control) {
    switch (control) {
      case Control.Subscribe(Frame topic) -> subscribing.subscribe(topic);
      case Control.Cancel(Frame topic) -> unsubscribe(topic);
      case Control.Join join -> {}
      case Control.Leave leave -> {}
    }
  }

  void unsubscribe(Frame topic) {
    subscribing.unsubscribe(topic, options.get().get(XSub.VERBOSE_UNSUBSCRIBE));
  }

  @Override
  public Message receive() {
    return subscribing.receive();
  }
}
