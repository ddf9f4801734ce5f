package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.TopicTooLongException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class XSubRoutingTest {
  private final XSubRouting routing = new XSubRouting();
  private final Bench<Message, Message> bench = new Bench<>(routing, 2);
  private Options options = Options.initial();

  XSubRoutingTest() {
    routing.options(() -> options);
  }

  private <T> void set(Option<T> option, T value) {
    options = options.with(option, value);
  }

  private static Control subscribed(String topic) {
    return new Control.Subscribe(Frame.of(topic));
  }

  private static Control cancelled(String topic) {
    return new Control.Cancel(Frame.of(topic));
  }

  @Test
  void sendsToAllPublishersThatHaveRoom() throws PeerRefused {
    var first = bench.join();
    var second = bench.join();

    for (var text : new String[] {"1", "2", "3"}) {
      assertThat(bench.send(Message.of(text))).isEqualTo(Outcome.ACCEPTED);
    }

    assertThat(first.texts()).containsExactly("1", "2");
    assertThat(second.texts()).containsExactly("1", "2");
    assertThat(first.end().far().tally().skipped()).isEqualTo(1);
  }

  @Test
  void aMessageWithoutAPublisherIsDropped() {
    assertThat(bench.send(Message.of("1"))).isEqualTo(new Outcome.Dropped(DropReason.NO_PEER));
  }

  @Test
  void receivesWhatItDidNotAskFor() throws PeerRefused {
    var publisher = bench.join();
    publisher.sends("anything");

    assertThat(bench.receive()).isEqualTo(Message.of("anything"));
  }

  @Test
  void aMessageThatBeginsWithOneOrZeroIsASubscription() throws PeerRefused {
    var publisher = bench.join();

    bench.send(Message.of("\u0001a"));
    bench.send(Message.of("\u0001a"));
    bench.send(Message.of("\u0000a"));
    assertThat(routing.subscribing().topics()).isEqualTo(1);
    bench.send(Message.of("\u0000a"));

    assertThat(publisher.controls())
        .containsExactly(subscribed("a"), subscribed("a"), cancelled("a"));
    assertThat(routing.subscribing().topics()).isZero();
  }

  @Test
  void aMessageOfSeveralSubscriptionsIsTakenApart() throws PeerRefused {
    var publisher = bench.join();

    bench.send(Message.of("\u0001a", "\u0001b", "rest"));

    assertThat(publisher.end().poll()).isEqualTo(subscribed("a"));
    assertThat(publisher.end().poll()).isEqualTo(subscribed("b"));
    assertThat(publisher.end().poll()).isEqualTo(Message.of("rest"));
  }

  @Test
  void otherMessagesStayWhole() throws PeerRefused {
    var publisher = bench.join();
    var message = Message.of("hello", "\u0001a");

    bench.send(message);
    set(PubSubOptions.ONLY_FIRST_SUBSCRIBE, false);
    bench.send(message);

    assertThat(publisher.end().poll()).isEqualTo(message);
    assertThat(publisher.end().poll()).isEqualTo(subscribed("a"));
    assertThat(publisher.end().poll()).isEqualTo(Message.of("hello"));
  }

  @Test
  void verboseUnsubscribePassesEachOn() throws PeerRefused {
    set(XSub.VERBOSE_UNSUBSCRIBE, true);
    var publisher = bench.join();
    routing.subscribing().subscribe(Frame.of("a"));
    routing.subscribing().subscribe(Frame.of("a"));

    routing.unsubscribe(Frame.of("a"));
    routing.unsubscribe(Frame.of("a"));
    routing.unsubscribe(Frame.of("a"));

    assertThat(publisher.controls())
        .containsExactly(
            subscribed("a"), subscribed("a"), cancelled("a"), cancelled("a"), cancelled("a"));
  }

  @Test
  void aTopicThatIsTooLongLeavesEverythingAsItWas() throws PeerRefused {
    var publisher = bench.join();
    var tooLong = new byte[PubSubOptions.MAX_TOPIC + 2];
    tooLong[0] = 1;
    var message = Message.wrap(tooLong);

    assertThatThrownBy(() -> bench.send(message)).isInstanceOf(TopicTooLongException.class);
    assertThatThrownBy(() -> bench.send(Message.of("\u0001a").append(message.first())))
        .isInstanceOf(TopicTooLongException.class);

    assertThat(publisher.controls()).isEmpty();
    assertThat(routing.subscribing().topics()).isZero();
  }

  /** Catches: an object that some have got when the sender is told that it cannot pass. */
  @Test
  void anObjectThatCannotPassToOneGoesToNobody() throws PeerRefused {
    var near = bench.join();
    bench.join().movesOut();

    assertThatThrownBy(() -> bench.send(Message.ofObject("object")))
        .isInstanceOf(NoCodecException.class);

    assertThat(near.got()).isEmpty();
  }

  /** Catches: a topic that is taken back, and costs the connection to every publisher. */
  @Test
  void aTopicThatIsTooLongCannotBeTakenBackEither() throws PeerRefused {
    var publisher = bench.join();
    var tooLong = Message.wrap(new byte[PubSubOptions.MAX_TOPIC + 2]);

    assertThatThrownBy(() -> bench.send(Message.of("\u0001a").append(tooLong.first())))
        .isInstanceOf(TopicTooLongException.class);

    assertThat(publisher.controls()).isEmpty();
  }

  /** Catches: a message that is said to have gone to somebody, or to nobody, and has not. */
  @Test
  void saysWhatBecameOfAMessageBesideItsSubscriptions() throws PeerRefused {
    var none = new Outcome.Dropped(DropReason.NO_PEER);
    assertThat(bench.send(Message.of("\u0001a"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(bench.send(Message.of("\u0001a", "rest"))).isEqualTo(none);

    bench.join();

    assertThat(bench.send(Message.of("\u0001a", "rest"))).isEqualTo(Outcome.ACCEPTED);
  }

  /** Catches: a publisher that has left, and that messages are counted for. */
  @Test
  void skipsNothingForAPublisherWhoseLeavingItHasNotHeardOf() throws PeerRefused {
    var publisher = bench.join();
    bench.hearsLater();
    publisher.leaves();

    bench.send(Message.of("1"));

    assertThat(publisher.end().far().tally().skipped()).isZero();
  }
}
