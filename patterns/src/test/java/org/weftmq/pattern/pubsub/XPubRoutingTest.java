package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.pattern.fixture.TestPeer;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class XPubRoutingTest {
  private static final Outcome NOBODY = new Outcome.Dropped(DropReason.NO_SUBSCRIBER);

  private final XPubRouting routing = new XPubRouting();
  private final Bench<Message, Upstream> bench = new Bench<>(routing);
  private Options options = Options.initial();

  XPubRoutingTest() {
    routing.publisher().options(() -> options);
  }

  private <T> void set(Option<T> option, T value) {
    options = options.with(option, value);
  }

  private static void subscribe(TestPeer peer, String topic) {
    peer.sends(new Control.Subscribe(Frame.of(topic)));
  }

  private static void cancel(TestPeer peer, String topic) {
    peer.sends(new Control.Cancel(Frame.of(topic)));
  }

  /** What there is to receive: "+a" subscribed, "-a" unsubscribed, others as they are. */
  private List<String> received() {
    var received = new ArrayList<String>();
    for (var event = bench.receive(); event != null; event = bench.receive()) {
      received.add(
          switch (event) {
            case Upstream.Subscribed(Frame topic) -> "+" + topic.text();
            case Upstream.Unsubscribed(Frame topic) -> "-" + topic.text();
            case Upstream.Received(Message message) -> message.text();
          });
    }
    return received;
  }

  @Test
  void passesOnTheFirstSubscriptionToATopicAndTheLastUnsubscription() throws PeerRefused {
    var first = bench.join();
    var second = bench.join();

    subscribe(first, "a");
    subscribe(second, "a");
    subscribe(first, "a");
    cancel(first, "a");
    cancel(second, "a");

    assertThat(received()).containsExactly("+a", "-a");
  }

  @Test
  void passesOnAnUnsubscriptionFromWhatNobodyHas() throws PeerRefused {
    var first = bench.join();
    var second = bench.join();
    subscribe(first, "a");

    cancel(second, "b");
    cancel(second, "a"); // others have it

    assertThat(received()).containsExactly("+a", "-b");
  }

  @Test
  void verbosePassesOnEverySubscription() throws PeerRefused {
    set(XPub.VERBOSE, true);
    var first = bench.join();
    var second = bench.join();

    subscribe(first, "a");
    subscribe(first, "a");
    subscribe(second, "a");
    cancel(first, "a");
    cancel(second, "a");

    assertThat(received()).containsExactly("+a", "+a", "+a", "-a");
  }

  @Test
  void verboserPassesOnEveryRequest() throws PeerRefused {
    set(XPub.VERBOSER, true);
    var first = bench.join();
    var second = bench.join();

    subscribe(first, "a");
    subscribe(second, "a");
    cancel(first, "a");
    cancel(first, "a");
    cancel(second, "a");

    assertThat(received()).containsExactly("+a", "+a", "-a", "-a", "-a");
  }

  @Test
  void whoLeavesUnsubscribesFromWhatNobodyElseHas() throws PeerRefused {
    var first = bench.join();
    var second = bench.join();
    subscribe(first, "a");
    subscribe(first, "b");
    subscribe(second, "a");
    received();

    first.leaves();
    assertThat(received()).containsExactly("-b");
    second.leaves();
    assertThat(received()).containsExactly("-a");
  }

  @Test
  void verboserTellsOfEachTopicOfWhoLeaves() throws PeerRefused {
    set(XPub.VERBOSER, true);
    var first = bench.join();
    var second = bench.join();
    subscribe(first, "a");
    subscribe(second, "a");
    received();

    first.leaves();

    assertThat(received()).containsExactly("-a");
  }

  @Test
  void whoIsConnectedAnewHasUnsubscribed() throws PeerRefused {
    var peer = bench.join();
    subscribe(peer, "a");
    subscribe(peer, "b");
    received();
    bench.loses(peer);

    bench.connects(peer);
    subscribe(peer, "a");

    assertThat(received()).containsExactlyInAnyOrder("-a", "-b", "+a").endsWith("+a");
    assertThat(bench.send(Message.of("b"))).isEqualTo(NOBODY);
  }

  @Test
  void receivesTheMessagesOfItsPeersInOrderWithTheirRequests() throws PeerRefused {
    var peer = bench.join();

    subscribe(peer, "a");
    peer.sends("hello");
    cancel(peer, "a");
    peer.sends("\u0001b");

    assertThat(received()).containsExactly("+a", "hello", "-a", "+b");
  }

  @Test
  void takesAMessageOfSubscriptionsApart() throws PeerRefused {
    var peer = bench.join();

    peer.sends("\u0001a", "rest", "\u0001b", "of it");

    assertThat(bench.receive()).isEqualTo(new Upstream.Subscribed(Frame.of("a")));
    assertThat(bench.receive()).isEqualTo(new Upstream.Subscribed(Frame.of("b")));
    assertThat(bench.receive()).isEqualTo(new Upstream.Received(Message.of("rest", "of it")));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void leavesOtherMessagesWhole() throws PeerRefused {
    var peer = bench.join();
    var message = Message.of("hello", "\u0001a");
    peer.sends(message);
    assertThat(bench.receive()).isEqualTo(new Upstream.Received(message));

    set(PubSubOptions.ONLY_FIRST_SUBSCRIBE, false); // libzmq's way
    peer.sends(message);

    assertThat(received()).containsExactly("+a", "hello");
  }

  @Test
  void messagesThatNobodyReceivesHoldTheirPeerUp() throws PeerRefused {
    set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 2);
    var peer = bench.join();
    peer.sends("1");
    peer.sends("2");
    peer.sends("3");
    subscribe(peer, "a");

    assertThat(routing.publisher().subscriptions().topics()).isZero();
    assertThat(bench.receive()).isEqualTo(new Upstream.Received(Message.of("1")));
    assertThat(routing.publisher().subscriptions().topics()).isZero();
    assertThat(received()).containsExactly("2", "3", "+a");
    peer.sends("4");
    assertThat(received()).containsExactly("4");
  }

  @Test
  void whatAPeerSentBeforeItLeftIsReceived() throws PeerRefused {
    set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1);
    var peer = bench.join();
    peer.sends("1");
    peer.sends("2");
    peer.sends("3");

    peer.leaves();

    assertThat(received()).containsExactly("1", "2", "3");
  }

  @Test
  void requestsThatNobodyReceivesEndTheConnection() throws PeerRefused {
    set(PubSubOptions.MAX_SUBSCRIPTIONS, 2);
    var peer = bench.join();
    for (var i = 0; i < 2; i++) {
      subscribe(peer, "a");
      cancel(peer, "a");
    }
    assertThat(bench.severed()).isEmpty();

    subscribe(peer, "a");

    assertThat(bench.severed()).containsExactly(peer.end());
    assertThat(peer.end().far().severance().orElseThrow()).contains("nobody received");
  }

  // ---- manual mode

  @Test
  void byHandNoRequestCountsByItself() throws PeerRefused {
    set(XPub.MANUAL, true);
    var peer = bench.join();
    subscribe(peer, "a");
    assertThat(received()).containsExactly("+a");
    assertThat(bench.send(Message.of("a"))).isEqualTo(NOBODY);

    routing.subscribe(Frame.of("b"));

    assertThat(bench.send(Message.of("a"))).isEqualTo(NOBODY);
    bench.send(Message.of("b"));
    assertThat(peer.texts()).containsExactly("b");
    cancel(peer, "a");
    assertThat(received()).containsExactly("-a");
    bench.send(Message.of("b"));
    routing.unsubscribe(Frame.of("b"));
    assertThat(bench.send(Message.of("b"))).isEqualTo(NOBODY);
  }

  @Test
  void byHandActsForWhoseRequestWasReceivedLast() throws PeerRefused {
    set(XPub.MANUAL, true);
    var first = bench.join();
    var second = bench.join();
    subscribe(first, "a");
    subscribe(second, "b");

    bench.receive();
    routing.subscribe(Frame.of("first"));
    bench.receive();
    routing.subscribe(Frame.of("second"));
    first.sends("a message changes nothing");
    bench.receive();
    routing.subscribe(Frame.of("second too"));

    bench.send(Message.of("first"));
    bench.send(Message.of("second"));
    bench.send(Message.of("second too"));
    assertThat(first.texts()).containsExactly("first");
    assertThat(second.texts()).containsExactly("second", "second too");
  }

  @Test
  void byHandEveryRequestIsReceived() throws PeerRefused {
    set(XPub.MANUAL, true);
    var first = bench.join();
    var second = bench.join();

    subscribe(first, "a");
    subscribe(second, "a");
    cancel(first, "a");
    cancel(second, "a");

    assertThat(received()).containsExactly("+a", "+a", "-a", "-a");
  }

  @Test
  void byHandWhoLeavesUnsubscribesFromWhatItAskedFor() throws PeerRefused {
    set(XPub.MANUAL, true);
    var first = bench.join();
    var second = bench.join();
    subscribe(first, "a");
    subscribe(second, "a");
    bench.receive();
    routing.subscribe(Frame.of("x"));
    bench.receive();
    routing.subscribe(Frame.of("x"));

    first.leaves();
    assertThat(received()).containsExactly("-a");
    second.leaves();
    assertThat(received()).containsExactly("-a"); // one each, though both asked for the same

    assertThat(routing.publisher().subscriptions().topics()).isZero();
  }

  @Test
  void byHandNothingIsDoneForWhoIsGone() throws PeerRefused {
    set(XPub.MANUAL, true);
    var peer = bench.join();
    subscribe(peer, "a");
    bench.receive();
    subscribe(peer, "b");

    peer.leaves();
    routing.subscribe(Frame.of("a"));
    bench.receive(); // its second request
    routing.subscribe(Frame.of("b"));
    routing.unsubscribe(Frame.of("b"));

    assertThat(routing.publisher().subscriptions().topics()).isZero();
  }

  @Test
  void onlyManualModeSubscribesByHand() {
    assertThatThrownBy(() -> routing.subscribe(Frame.of("a")))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("xpub-manual");
    assertThatThrownBy(() -> routing.unsubscribe(Frame.of("a")))
        .isInstanceOf(WrongStateException.class);
  }

  @Test
  void theLastValueGoesToTheNewcomerAlone() throws PeerRefused {
    set(XPub.MANUAL_LAST_VALUE, true);
    var old = bench.join();
    subscribe(old, "a");
    bench.receive();
    routing.subscribe(Frame.of("a"));
    bench.send(Message.of("a0"));
    assertThat(old.texts()).containsExactly("a0");
    var newcomer = bench.join();
    subscribe(newcomer, "a");
    bench.receive();
    routing.subscribe(Frame.of("a"));

    assertThat(bench.send(Message.of("a1"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(bench.send(Message.of("a2"))).isEqualTo(Outcome.ACCEPTED);

    assertThat(newcomer.texts()).containsExactly("a1", "a2");
    assertThat(old.texts()).containsExactly("a2");
  }

  @Test
  void theLastValueGoesToNobodyIfItIsNoneForTheNewcomer() throws PeerRefused {
    set(XPub.MANUAL_LAST_VALUE, true);
    var old = bench.join();
    subscribe(old, "a");
    bench.receive();
    routing.subscribe(Frame.of("a"));
    var newcomer = bench.join();
    subscribe(newcomer, "b");
    bench.receive();
    routing.subscribe(Frame.of("b"));

    assertThat(bench.send(Message.of("a1"))).isEqualTo(NOBODY);
    assertThat(bench.send(Message.of("a2"))).isEqualTo(Outcome.ACCEPTED);

    assertThat(old.texts()).containsExactly("a2");
  }

  @Test
  void aLastValueThatWaitsStaysForTheNewcomer() throws PeerRefused {
    set(XPub.MANUAL_LAST_VALUE, true);
    set(PubSubOptions.NO_DROP, true);
    var narrow = new Bench<>(routing, 1);
    var old = narrow.join();
    subscribe(old, "");
    narrow.receive();
    routing.subscribe(Frame.of(""));
    var newcomer = narrow.join();
    subscribe(newcomer, "");
    narrow.receive();
    routing.subscribe(Frame.of(""));
    narrow.send(Message.of("1"));
    subscribe(newcomer, "again");
    narrow.receive();

    assertThat(narrow.send(Message.of("2"))).isEqualTo(Outcome.WAIT);
    assertThat(newcomer.texts()).containsExactly("1");
    assertThat(narrow.send(Message.of("2"))).isEqualTo(Outcome.ACCEPTED);

    assertThat(newcomer.texts()).containsExactly("2");
    assertThat(old.texts()).isEmpty();
  }

  @Test
  void asAPlainMessageARequestIsAByteAndTheTopic() {
    assertThat(routing.incoming(new Upstream.Subscribed(Frame.of("a"))))
        .isEqualTo(Message.of("\u0001a"));
    assertThat(routing.incoming(new Upstream.Unsubscribed(Frame.empty())))
        .isEqualTo(Message.of("\u0000"));
    assertThat(routing.incoming(new Upstream.Received(Message.of("a", "b"))))
        .isEqualTo(Message.of("a", "b"));
  }

  // ---- limits, objects and what is kept

  /** Catches: a connection that ends for requests that were received long ago. */
  @Test
  void requestsThatAreReceivedEndNoConnection() throws PeerRefused {
    set(PubSubOptions.MAX_SUBSCRIPTIONS, 2);
    var peer = bench.join();

    for (var i = 0; i < 20; i++) {
      subscribe(peer, "a");
      cancel(peer, "a");
      assertThat(received()).containsExactly("+a", "-a");
    }

    assertThat(bench.severed()).isEmpty();
  }

  /** Catches: a limit of 0, which is none, that is taken for one. */
  @Test
  void withoutLimitsAnyNumberMayWait() throws PeerRefused {
    set(PubSubOptions.MAX_SUBSCRIPTIONS, 0);
    set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 0);
    var peer = bench.join();

    for (var i = 0; i < 100; i++) {
      subscribe(peer, "a");
      cancel(peer, "a");
      peer.sends("m");
    }

    assertThat(bench.severed()).isEmpty();
    assertThat(received()).hasSize(300);
  }

  /** Catches: a connection made anew that is never read, as the former one was held up. */
  @Test
  void aConnectionThatIsMadeAnewIsReadThoughTheFormerOneWasHeldUp() throws PeerRefused {
    set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1);
    var peer = bench.join();
    peer.sends("1");
    peer.sends("2");
    bench.loses(peer);

    bench.connects(peer);
    subscribe(peer, "a");

    assertThat(received()).containsExactly("1", "2", "+a");
  }

  /** Catches: what a new connection brings, and that counts for the one before it, for ever. */
  @Test
  void whatANewConnectionAsksForIsNotForTheFormerOne() throws PeerRefused {
    set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1);
    var topics = routing.publisher().subscriptions();
    var peer = bench.join();
    peer.sends("1");
    peer.sends("2");
    bench.loses(peer);
    bench.connects(peer);
    peer.sends("3");
    subscribe(peer, "a"); // not read before that is received

    bench.receive();
    bench.receive();
    assertThat(topics.topics()).isZero();
    assertThat(received()).containsExactly("3", "+a");
    assertThat(topics.topics()).isEqualTo(1);
    peer.leaves();
    assertThat(topics.topics()).isZero();
  }

  /** Catches: a last value that goes to somebody who wanted the message before, but not this. */
  @Test
  void theLastValueIsNotForWhoWantedOnlyTheMessageBefore() throws PeerRefused {
    set(XPub.MANUAL_LAST_VALUE, true);
    var old = bench.join();
    subscribe(old, "");
    bench.receive();
    routing.subscribe(Frame.of(""));
    bench.send(Message.of("goes to the old one alone"));
    var newcomer = bench.join();
    subscribe(newcomer, "a");
    bench.receive();
    routing.subscribe(Frame.of("a"));
    bench.send(Message.of("a1"));
    bench.send(Message.of("a2")); // to both, the newcomer second
    subscribe(newcomer, "b");
    bench.receive();

    assertThat(bench.send(Message.of("c"))).isEqualTo(NOBODY);

    assertThat(newcomer.texts()).containsExactly("a1", "a2");
  }

  /** Catches: a message to be sent that is not the one that was given. */
  @Test
  void aPlainMessageIsSentAsItIs() {
    var message = Message.of("a", "b");

    assertThat(routing.outgoing(message)).isSameAs(message);
  }

  /** Catches: a set, an array or a queue in which those stay who have left. */
  @Test
  void forgetsSubscribersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(
        routing,
        3,
        peer -> {
          subscribe(peer, "a");
          received();
        });
    received();
    assertThat(routing.publisher().subscriptions().topics()).isZero();
  }
}
