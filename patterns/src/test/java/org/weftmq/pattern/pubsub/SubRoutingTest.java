package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Control;
import org.weftmq.spi.PeerRefused;

class SubRoutingTest {
  private final SubRouting routing = new SubRouting();
  private final Subscribing subscribing = routing.subscribing();
  private final Bench<Message, Message> bench = new Bench<>(routing);

  private void subscribe(String topic) {
    subscribing.subscribe(Frame.of(topic));
  }

  private void unsubscribe(String topic) {
    subscribing.unsubscribe(Frame.of(topic), false);
  }

  private static Control subscribed(String topic) {
    return new Control.Subscribe(Frame.of(topic));
  }

  private static Control cancelled(String topic) {
    return new Control.Cancel(Frame.of(topic));
  }

  @Test
  void tellsANewPublisherWhatItWants() throws PeerRefused {
    subscribe("a");
    subscribe("b");
    subscribe("b");
    subscribe("c");
    unsubscribe("c");

    var publisher = bench.join();

    assertThat(publisher.controls()).containsExactlyInAnyOrder(subscribed("a"), subscribed("b"));
  }

  @Test
  void tellsPublishersOfEverySubscriptionAndOfTheLastUnsubscription() throws PeerRefused {
    var first = bench.join();
    var second = bench.join();

    subscribe("a");
    subscribe("a");
    unsubscribe("a");
    unsubscribe("unknown");
    unsubscribe("a");
    unsubscribe("a");

    var all = List.of(subscribed("a"), subscribed("a"), cancelled("a"));
    assertThat(first.controls()).isEqualTo(all);
    assertThat(second.controls()).isEqualTo(all);
    assertThat(subscribing.topics()).isZero();
  }

  @Test
  void aPublisherOutOfReachIsToldAllOnceItIsThereAgain() throws PeerRefused {
    var publisher = bench.join();
    subscribe("a");
    bench.loses(publisher);

    subscribe("b");
    unsubscribe("a");
    bench.connects(publisher);
    subscribe("c");

    assertThat(publisher.controls()).containsExactly(subscribed("b"), subscribed("c"));
  }

  @Test
  void tellsNobodyWhoLeft() throws PeerRefused {
    var publisher = bench.join();
    var other = bench.join();
    publisher.leaves();

    subscribe("a");

    assertThat(other.controls()).containsExactly(subscribed("a"));
    assertThat(publisher.controls()).isEmpty();
  }

  @Test
  void receivesOnlyWhatItWantsWhateverComes() throws PeerRefused {
    subscribe("a");
    var stale = bench.join();
    var other = bench.join();
    stale.sends("b1");
    stale.sends("a1", "whole");
    other.sends("b2");
    other.sends("a2");

    assertThat(bench.receive()).isEqualTo(Message.of("a1", "whole"));
    assertThat(bench.receive()).isEqualTo(Message.of("a2"));
    assertThat(bench.receive()).isNull();
    unsubscribe("a");
    stale.sends("a3");
    assertThat(bench.receive()).isNull();
  }

  @Test
  void invertMatchingReceivesTheRest() throws PeerRefused {
    routing.options(() -> Options.initial().with(PubSubOptions.INVERT_MATCHING, true));
    subscribe("a");
    var publisher = bench.join();
    publisher.sends("a1");
    publisher.sends("b1");

    assertThat(bench.receive()).isEqualTo(Message.of("b1"));
    assertThat(bench.receive()).isNull();
  }
}
