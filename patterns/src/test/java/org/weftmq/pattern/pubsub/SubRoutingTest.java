package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.TopicTooLongException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;
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

  /** Catches: a SUB through which something could be sent. */
  @Test
  void sendsNothing() throws PeerRefused {
    var publisher = bench.join();

    assertThat(bench.send(Message.of("a"))).isEqualTo(Outcome.WAIT);

    assertThat(publisher.got()).isEmpty();
  }

  /** Catches: a message that is not seen because its publisher was asked in vain before. */
  @Test
  void receivesFromAPublisherThatHadNothingBefore() throws PeerRefused {
    subscribe("");
    var publisher = bench.join();
    assertThat(bench.receive()).isNull();

    publisher.sends("a");

    assertThat(bench.receive()).isEqualTo(Message.of("a"));
  }

  /** Catches: a topic that costs the connection to every publisher. */
  @Test
  void aTopicHasAtMostSoManyBytes() throws PeerRefused {
    var publisher = bench.join();
    var longest = Frame.wrap(new byte[PubSubOptions.MAX_TOPIC]);
    var tooLong = Frame.wrap(new byte[PubSubOptions.MAX_TOPIC + 1]);

    subscribing.subscribe(longest);
    assertThatThrownBy(() -> subscribing.subscribe(tooLong))
        .isInstanceOf(TopicTooLongException.class)
        .hasMessage("cannot subscribe to a topic of 4097 bytes: a topic has at most 4096");
    assertThatThrownBy(() -> subscribing.unsubscribe(tooLong, true))
        .isInstanceOf(TopicTooLongException.class);

    assertThat(publisher.controls()).containsExactly(new Control.Subscribe(longest));
    assertThat(subscribing.topics()).isEqualTo(1);
  }

  /** Catches: a pipe that is kept though it is drained, because nobody receives any more. */
  @Test
  void forgetsAPublisherWhoseLastMessageWasReceived() throws PeerRefused {
    subscribe("");
    var first = bench.join();
    first.sends("last");

    FormerPeers.isForgottenAfterItsLast(
        bench, first, last -> assertThat(last).isEqualTo(Message.of("last")));
  }

  /** Catches: a list or a rotation that keeps the pipes of publishers that left. */
  @Test
  void forgetsPublishersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(routing);
  }
}
