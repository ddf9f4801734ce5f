package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.pattern.fixture.TestPeer;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class PubRoutingTest {
  private static final Outcome NOBODY = new Outcome.Dropped(DropReason.NO_SUBSCRIBER);

  private final PubRouting routing = new PubRouting();
  private final Bench<Message, Message> bench = new Bench<>(routing, 2);
  private Options options = Options.initial();

  PubRoutingTest() {
    routing.publisher().options(() -> options);
  }

  private <T> void set(Option<T> option, T value) {
    options = options.with(option, value);
  }

  private TestPeer subscriber(String... topics) throws PeerRefused {
    var peer = bench.join();
    for (var topic : topics) {
      subscribe(peer, topic);
    }
    return peer;
  }

  private static void subscribe(TestPeer peer, String topic) {
    peer.sends(new Control.Subscribe(Frame.of(topic)));
  }

  private static void cancel(TestPeer peer, String topic) {
    peer.sends(new Control.Cancel(Frame.of(topic)));
  }

  private Outcome send(String topic) {
    return bench.send(Message.of(topic));
  }

  private int topics() {
    return routing.publisher().subscriptions().topics();
  }

  @Test
  void sendsToThoseWhoseTopicMatches() throws PeerRefused {
    var all = subscriber("");
    var some = subscriber("ab");
    var none = subscriber();

    assertThat(send("abc")).isEqualTo(Outcome.ACCEPTED);
    assertThat(send("a")).isEqualTo(Outcome.ACCEPTED);

    assertThat(all.texts()).containsExactly("abc", "a");
    assertThat(some.texts()).containsExactly("abc");
    assertThat(none.texts()).isEmpty();
  }

  @Test
  void sendsOnceHoweverManyTopicsMatch() throws PeerRefused {
    var peer = subscriber("", "a", "ab", "abc");
    subscriber("a");

    send("abc");

    assertThat(peer.texts()).containsExactly("abc");
  }

  @Test
  void onlyTheFirstFrameIsTheTopicAndTheMessageStaysWhole() throws PeerRefused {
    var peer = subscriber("b");

    bench.send(Message.of("a", "b"));
    bench.send(Message.of("b", "a"));

    assertThat(peer.got()).containsExactly(Message.of("b", "a"));
  }

  @Test
  void whatNobodyWantsIsDroppedWithItsOwnReason() throws PeerRefused {
    assertThat(send("a")).isEqualTo(NOBODY);

    subscriber("b");

    assertThat(send("a")).isEqualTo(NOBODY);
  }

  @Test
  void skipsAPeerThatIsFullAndNoOther() throws PeerRefused {
    var slow = subscriber("");
    var fast = subscriber("");

    for (var i = 0; i < 4; i++) {
      assertThat(send("m" + i)).isEqualTo(Outcome.ACCEPTED);
      assertThat(fast.texts()).containsExactly("m" + i);
    }

    assertThat(slow.texts()).containsExactly("m0", "m1");
    assertThat(slow.end().far().tally().skipped()).isEqualTo(2);
    assertThat(fast.end().far().tally().skipped()).isZero();
    send("m4");
    assertThat(slow.texts()).containsExactly("m4");
  }

  @Test
  void saysSoIfAllAreFull() throws PeerRefused {
    var one = subscriber("");
    var other = subscriber("");
    send("m0");
    send("m1");

    assertThat(send("m2")).isEqualTo(Outcome.SKIPPED);
    one.end().close();

    assertThat(send("m3")).isEqualTo(Outcome.SKIPPED);
    assertThat(other.texts()).containsExactly("m0", "m1");
    assertThat(send("m4")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void subscriptionsOfOnePeerAreASet() throws PeerRefused { // counting is the subscriber's job
    var peer = subscriber("a", "a");

    cancel(peer, "a");

    assertThat(send("a")).isEqualTo(NOBODY);
    assertThat(topics()).isZero();
  }

  @Test
  void aTopicThatOthersHaveStays() throws PeerRefused {
    var first = subscriber("a");
    var second = subscriber("a");
    var third = subscriber("a");

    cancel(first, "a");
    send("a1");
    cancel(third, "a");
    send("a2");
    cancel(third, "a"); // once more makes no difference
    cancel(first, "unknown");
    send("a3");

    assertThat(first.texts()).isEmpty();
    assertThat(second.texts()).containsExactly("a1", "a2");
    assertThat(third.texts()).containsExactly("a1");
    assertThat(topics()).isEqualTo(1);
  }

  @Test
  void whoLeavesTakesItsSubscriptionsAlong() throws PeerRefused {
    var first = subscriber("a", "b", "c");
    var second = subscriber("b");

    first.leaves();

    assertThat(topics()).isEqualTo(1);
    assertThat(send("a")).isEqualTo(NOBODY);
    assertThat(send("b")).isEqualTo(Outcome.ACCEPTED);
    assertThat(second.texts()).containsExactly("b");
    assertThat(first.end().far().isOwnClosed()).isTrue();
  }

  @Test
  void messagesOfSubscribersAreDiscarded() throws PeerRefused { // 29/PUBSUB
    var peer = subscriber("a");

    peer.sends("hello");
    peer.sends("hello", "again");
    peer.sends("hello");
    subscribe(peer, "b");

    assertThat(topics()).isEqualTo(2);
    assertThat(bench.receive()).isNull();
  }

  @Test
  void subscriptionsMayComeAsMessages() throws PeerRefused { // 23/ZMTP
    var peer = subscriber();

    peer.sends("\u0001a", "\u0001b");
    peer.sends("\u0000a");

    assertThat(send("a")).isEqualTo(NOBODY);
    assertThat(send("b")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void readsMoreThanOneTurnIsHeldFor() throws PeerRefused {
    var peer = bench.join();
    bench.hearsLater();
    for (var i = 0; i < 2000; i++) {
      subscribe(peer, "t" + i);
    }

    bench.hears();

    assertThat(topics()).isEqualTo(2000);
  }

  // ---- rules that end a connection

  @Test
  void aTopicThatIsTooLongEndsTheConnection() throws PeerRefused {
    var good = subscriber("a");
    var bad = subscriber("a");

    bad.sends(new Control.Subscribe(Frame.wrap(new byte[PubSubOptions.MAX_TOPIC])));
    assertThat(bench.severed()).isEmpty();
    bad.sends(new Control.Subscribe(Frame.wrap(new byte[PubSubOptions.MAX_TOPIC + 1])));
    subscribe(bad, "b"); // does not count any more

    assertThat(bench.severed()).containsExactly(bad.end());
    assertThat(bad.end().far().severance().orElseThrow()).contains("4097").contains("4096");
    assertThat(topics()).isEqualTo(2);
    send("a");
    assertThat(good.texts()).containsExactly("a");
    bench.breakOff(bad);
    assertThat(topics()).isEqualTo(1);
  }

  @Test
  void moreSubscriptionsThanAllowedEndTheConnection() throws PeerRefused {
    set(PubSubOptions.MAX_SUBSCRIPTIONS, 2);
    var peer = subscriber("a", "b", "b", "a");
    assertThat(bench.severed()).isEmpty();

    cancel(peer, "a");
    subscribe(peer, "c");
    assertThat(bench.severed()).isEmpty();
    subscribe(peer, "d");

    assertThat(bench.severed()).containsExactly(peer.end());
    assertThat(peer.end().far().severance().orElseThrow())
        .contains("more than 2 topics")
        .contains("max-subscriptions");
  }

  @Test
  void thereNeedBeNoLimit() throws PeerRefused {
    set(PubSubOptions.MAX_SUBSCRIPTIONS, 0);

    subscriber("a", "b", "c");

    assertThat(bench.severed()).isEmpty();
    assertThat(topics()).isEqualTo(3);
  }

  // ---- options

  @Test
  void invertMatchingSendsToTheOthers() throws PeerRefused {
    set(PubSubOptions.INVERT_MATCHING, true);
    var a = subscriber("a");
    var b = subscriber("b");
    var none = subscriber();

    send("a");

    assertThat(a.texts()).isEmpty();
    assertThat(b.texts()).containsExactly("a");
    assertThat(none.texts()).containsExactly("a");
    subscribe(b, "a");
    subscribe(none, "a");
    assertThat(send("a")).isEqualTo(NOBODY);
  }

  @Test
  void aNewConnectionGetsTheWelcomeMessageFirst() throws PeerRefused {
    set(PubSubOptions.WELCOME_MESSAGE, Frame.of("welcome"));
    var peer = subscriber("a");
    send("a");
    set(PubSubOptions.WELCOME_MESSAGE, Frame.empty());
    var later = subscriber("a");

    assertThat(peer.texts()).containsExactly("welcome", "a");
    assertThat(later.texts()).isEmpty();
  }

  @Test
  void withoutDropsNobodyGetsAMessageBeforeAllHaveRoom() throws PeerRefused {
    set(PubSubOptions.NO_DROP, true);
    var fast = subscriber("a");
    var slow = subscriber("a");
    var other = subscriber("b");
    send("a1");
    send("a2");
    assertThat(fast.texts()).containsExactly("a1", "a2");

    assertThat(send("a3")).isEqualTo(Outcome.WAIT);
    assertThat(fast.texts()).isEmpty();
    assertThat(send("b")).isEqualTo(Outcome.ACCEPTED); // whom nobody full wants

    assertThat(slow.texts()).containsExactly("a1", "a2");
    assertThat(send("a3")).isEqualTo(Outcome.ACCEPTED);
    assertThat(fast.texts()).containsExactly("a3");
    assertThat(slow.texts()).containsExactly("a3");
    assertThat(other.texts()).containsExactly("b");
    assertThat(slow.end().far().tally().skipped()).isZero();
  }

  @Test
  void withoutDropsAFullPeerThatLeavesHoldsNobodyUp() throws PeerRefused {
    set(PubSubOptions.NO_DROP, true);
    var slow = subscriber("");
    var fast = subscriber("");
    send("1");
    send("2");
    fast.got();
    bench.hearsLater();

    slow.leaves(); // it is not told yet

    assertThat(send("3")).isEqualTo(Outcome.ACCEPTED);
    assertThat(fast.texts()).containsExactly("3");
  }

  @Test
  void framesOfOtherMessagesAreSubscriptionsOnlyIfWanted() throws PeerRefused {
    var peer = bench.join();
    peer.sends("hello", "\u0001a");
    assertThat(topics()).isZero();

    set(PubSubOptions.ONLY_FIRST_SUBSCRIBE, false);
    peer.sends("hello", "\u0001a");

    assertThat(topics()).isEqualTo(1);
  }

  // ---- connections made anew

  @Test
  void keepsWhatAPeerOutOfReachWantsUpToTheMark() throws PeerRefused {
    var peer = subscriber("a");
    bench.loses(peer);

    for (var i = 0; i < 3; i++) {
      send("a" + i);
    }

    assertThat(peer.texts()).containsExactly("a0", "a1");
    assertThat(peer.end().far().tally().skipped()).isEqualTo(1);
  }

  @Test
  void aPeerThatIsConnectedAnewSubscribesAnew() throws PeerRefused {
    var peer = subscriber("a");
    bench.loses(peer);

    bench.connects(peer);

    assertThat(send("a")).isEqualTo(NOBODY);
    subscribe(peer, "b");
    assertThat(send("b")).isEqualTo(Outcome.ACCEPTED);
    assertThat(topics()).isEqualTo(1);
  }

  @Test
  void countsPeersThatAreConnectedAndSubscribed() throws PeerRefused {
    var publisher = routing.publisher();
    assertThat(publisher.hasSubscribers(0)).isTrue();
    var first = subscriber("a", "b");
    var second = subscriber();

    assertThat(publisher.hasSubscribers(1)).isTrue();
    assertThat(publisher.hasSubscribers(2)).isFalse();
    subscribe(second, "a");
    assertThat(publisher.hasSubscribers(2)).isTrue();
    bench.loses(first);
    assertThat(publisher.hasSubscribers(2)).isFalse();
    cancel(second, "a");
    assertThat(publisher.hasSubscribers(1)).isFalse();
  }

  @Test
  void manySubscribersOfOneTopicComeAndGo() throws PeerRefused {
    var peers = new TestPeer[100];
    for (var i = 0; i < peers.length; i++) {
      peers[i] = subscriber("a");
    }
    for (var i = 0; i < peers.length; i += 2) {
      peers[i].leaves();
    }

    send("a");

    for (var i = 1; i < peers.length; i += 2) {
      assertThat(peers[i].texts()).isEqualTo(List.of("a"));
      cancel(peers[i], "a");
    }
    assertThat(send("a")).isEqualTo(NOBODY);
    assertThat(topics()).isZero();
  }

  // ---- limits, objects and what is kept

  /** Catches: an object that some have got when the sender is told that it cannot pass. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anObjectThatCannotPassToOneGoesToNobody(boolean noDrop) throws PeerRefused {
    set(PubSubOptions.NO_DROP, noDrop);
    var near = subscriber(""); // who has the shorter topic has its turn first
    var far = subscriber("a");
    far.movesOut();
    var message = Message.of("a").append(Frame.ofObject("object"));

    assertThatThrownBy(() -> bench.send(message)).isInstanceOf(NoCodecException.class);
    assertThat(near.got()).isEmpty();

    far.leaves();
    assertThat(bench.send(message)).isEqualTo(Outcome.ACCEPTED);
    assertThat(near.got()).containsExactly(message);
  }

  /** Catches: an object that is refused because of somebody who does not want it. */
  @Test
  void anObjectNeedNotPassToWhoDoesNotWantIt() throws PeerRefused {
    var near = subscriber("");
    var far = subscriber("a");
    far.movesOut();

    assertThat(bench.send(Message.ofObject("object"))).isEqualTo(Outcome.ACCEPTED);

    assertThat(near.got()).hasSize(1);
  }

  /** Catches: a peer whose queue is full, and that a welcome message is lost for in silence. */
  @Test
  void aWelcomeMessageThatFindsNoRoomIsCounted() throws PeerRefused {
    set(PubSubOptions.WELCOME_MESSAGE, Frame.of("welcome"));
    var peer = bench.prepare(null);
    subscribe(peer, "a");
    send("a1");
    send("a2");

    bench.connects(peer);

    assertThat(peer.end().far().tally().skipped()).isEqualTo(1);
    assertThat(peer.texts()).containsExactly("a1", "a2");
  }

  /** Catches: a first connection that is taken for a second, so that what came first is void. */
  @Test
  void whatAPeerAskedForBeforeItsFirstConnectionWasMadeCounts() throws PeerRefused {
    var peer = bench.prepare(null);
    subscribe(peer, "a");

    bench.connects(peer);

    assertThat(send("a")).isEqualTo(Outcome.ACCEPTED);
  }

  /** Catches: a peer that sends without end, and holds all others up. */
  @Test
  void readsNoMoreThanItsShareOfOnePeerAtATime() throws PeerRefused {
    var peer = bench.join();
    bench.hearsLater();
    for (var i = 0; i < 600; i++) {
      subscribe(peer, "t" + i);
    }

    routing.readable(peer.end().far());

    assertThat(topics()).isEqualTo(512);
    bench.hears();
    assertThat(topics()).isEqualTo(600);
  }

  /** Catches: a subscription that counts though it is the one too many. */
  @Test
  void theSubscriptionThatIsTooManyDoesNotCount() throws PeerRefused {
    set(PubSubOptions.MAX_SUBSCRIPTIONS, 2);

    subscriber("a", "b", "c");

    assertThat(topics()).isEqualTo(2);
    assertThat(send("c")).isEqualTo(NOBODY);
  }

  /** Catches: a pipe that stays open because there is something in it that nobody will read. */
  @Test
  void closesThePipeOfWhoIsGivenUpAndLeavesUnread() throws PeerRefused {
    var peer = bench.join();
    peer.sends(new Control.Subscribe(Frame.wrap(new byte[PubSubOptions.MAX_TOPIC + 1])));
    peer.sends("unread");

    peer.leaves();

    assertThat(peer.told()).containsExactly(PipeSignal.ENDED);
    assertThat(topics()).isZero();
  }

  /** Catches: a set or an array in which those stay who have left. */
  @Test
  void forgetsSubscribersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(
        routing,
        3,
        peer -> {
          subscribe(peer, "a");
          subscribe(peer, "b");
        });
    assertThat(topics()).isZero();
  }

  /** Catches: those whom the last message was for, and who are kept until the next. */
  @Test
  void forgetsWhomTheLastMessageWasFor() throws PeerRefused {
    FormerPeers.areForgottenTogetherBy(
        routing,
        peer -> {
          subscribe(peer, "a");
          send("a");
        });
  }

  /** Has it ask in vain, so that it is to be told when there is something. */
  private static void fallAsleep(TestPeer peer) {
    assertThat(peer.got()).isEmpty();
    assertThat(peer.end().armReadable()).isTrue();
  }

  /** Catches: a peer that got a message and sleeps on, for nobody told it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wakesAllWhoGetTheMessageAndNobodyElse(boolean noDrop) throws PeerRefused {
    set(PubSubOptions.NO_DROP, noDrop);
    var one = subscriber("a");
    var other = subscriber("a", "b");
    var third = subscriber("c");
    List.of(one, other, third).forEach(PubRoutingTest::fallAsleep);

    send("a");

    assertThat(one.told()).containsExactly(PipeSignal.READABLE);
    assertThat(other.told()).containsExactly(PipeSignal.READABLE);
    assertThat(third.told()).isEmpty();
    send("ab"); // they know
    assertThat(one.told()).containsExactly(PipeSignal.READABLE);
  }

  /** Catches: those who are full, and of whom it depends whether others are woken. */
  @Test
  void wakesWhoGetsTheMessageAlthoughOthersAreFull() throws PeerRefused {
    var full = subscriber("");
    var quick = subscriber("");
    var late = subscriber("");
    send("1");
    send("2");
    quick.got();
    fallAsleep(quick);

    assertThat(send("3")).isEqualTo(Outcome.ACCEPTED);

    assertThat(quick.told()).containsExactly(PipeSignal.READABLE);
    assertThat(full.texts()).containsExactly("1", "2");
    assertThat(late.texts()).containsExactly("1", "2");
  }

  /** Catches: a message that is said to be on its way to a peer that has left. */
  @Test
  void withoutDropsAPeerWhoseLeavingItHasNotHeardOfIsNobody() throws PeerRefused {
    set(PubSubOptions.NO_DROP, true);
    var gone = subscriber("");
    bench.hearsLater();
    gone.leaves();

    assertThat(send("a")).isEqualTo(NOBODY);
  }
}
