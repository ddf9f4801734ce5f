package org.weftmq.pattern.radiodish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.MessageTooLargeException;
import org.weftmq.NoCodecException;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.pattern.fixture.TestPeer;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

class RadioRoutingTest {
  private final RadioRouting routing = new RadioRouting();
  private final Bench<GroupMessage, GroupMessage> bench = new Bench<>(routing, 2);

  private TestPeer dish(String... groups) throws PeerRefused {
    var peer = bench.join();
    for (var group : groups) {
      peer.sends(new Control.Join(Frame.of(group)));
    }
    return peer;
  }

  private Outcome send(String group, String body) {
    return bench.send(new GroupMessage(group, Frame.of(body)));
  }

  @Test
  void sendsToThoseWhoJoinedExactlyThatGroup() throws PeerRefused {
    var news = dish("news");
    var both = dish("news", "sports");
    var longer = dish("newspaper", "new", "");

    assertThat(send("news", "rain")).isEqualTo(Outcome.ACCEPTED);

    assertThat(news.got()).containsExactly(Message.of("news", "rain"));
    assertThat(both.got()).containsExactly(Message.of("news", "rain"));
    assertThat(longer.got()).isEmpty();
  }

  @Test
  void dropsWhatNobodyJoined() throws PeerRefused {
    dish("sports");

    assertThat(send("news", "rain")).isInstanceOf(Outcome.Dropped.class);
  }

  @Test
  void sendsNothingMoreToThoseWhoLeft() throws PeerRefused {
    var left = dish("news");
    var stays = dish("news");
    left.sends(new Control.Leave(Frame.of("news")));

    assertThat(send("news", "rain")).isEqualTo(Outcome.ACCEPTED);

    assertThat(left.got()).isEmpty();
    assertThat(stays.got()).hasSize(1);
  }

  @Test
  void joiningTwiceIsJoiningOnce() throws PeerRefused {
    var peer = dish("news", "news");
    send("news", "once");
    assertThat(peer.got()).hasSize(1);

    peer.sends(new Control.Leave(Frame.of("news")));

    assertThat(send("news", "rain")).isInstanceOf(Outcome.Dropped.class);
    assertThat(routing.members("news")).isZero();
  }

  @Test
  void leavingWhatWasNotJoinedChangesNothing() throws PeerRefused {
    var news = dish("news");
    var other = dish();
    other.sends(new Control.Leave(Frame.of("news")));

    assertThat(send("news", "rain")).isEqualTo(Outcome.ACCEPTED);
    assertThat(news.got()).hasSize(1);
  }

  @Test
  void knowsNothingMoreOfAPeerThatIsGone() throws PeerRefused {
    var gone = dish("news", "sports");
    gone.leaves();

    assertThat(send("news", "rain")).isInstanceOf(Outcome.Dropped.class);
    assertThat(routing.members("sports")).isZero();
  }

  @Test
  void aPeerWhoseEndWasNotHeardOfYetIsNotAMember() throws PeerRefused {
    var gone = dish("news");
    bench.hearsLater();
    gone.leaves();

    assertThat(send("news", "rain")).isInstanceOf(Outcome.Dropped.class);

    bench.hears();
    assertThat(routing.members("news")).isZero();
  }

  @Test
  void aFullPeerMissesTheMessageAndNobodyWaits() throws PeerRefused {
    var full = dish("news");
    send("news", "1");
    send("news", "2");
    send("news", "3");
    send("news", "4");
    assertThat(send("news", "full")).isEqualTo(Outcome.SKIPPED);
    var quick = dish("news");

    assertThat(send("news", "5")).isEqualTo(Outcome.ACCEPTED);

    assertThat(full.got()).extracting(message -> message.text(1)).doesNotContain("5");
    assertThat(quick.got()).extracting(message -> message.text(1)).containsExactly("5");
    assertThat(full.end().far().tally().skipped()).isPositive();
    assertThat(quick.end().far().tally().skipped()).isZero();

    assertThat(send("news", "6")).isEqualTo(Outcome.ACCEPTED);
    assertThat(full.got()).extracting(message -> message.text(1)).containsExactly("6");
  }

  @Test
  void givesAPeerUpThatJoinsWithoutEnd() throws PeerRefused {
    var greedy = dish();
    var modest = dish("news");
    for (var i = 0; i < Radio.MAX_GROUPS.initial(); i++) {
      greedy.sends(new Control.Join(Frame.of("" + i)));
    }
    greedy.sends(new Control.Join(Frame.of("0"))); // it has that
    assertThat(bench.severed()).isEmpty();

    greedy.sends(new Control.Join(Frame.of("one more")));

    assertThat(bench.severed()).containsExactly(greedy.end());
    assertThat(greedy.end().far().severance())
        .contains("it joined more than 100000 groups: max-groups");
    bench.breakOff(greedy);
    assertThat(routing.members("0")).isZero();
    assertThat(send("news", "rain")).isEqualTo(Outcome.ACCEPTED);
    assertThat(modest.got()).hasSize(1);
  }

  /** Catches: names that become one another because what is not UTF-8 is replaced. */
  @Test
  void aGroupWhoseNameIsNotUtf8IsNoOtherGroup() throws PeerRefused {
    var odd = bench.join();
    var latin = Frame.wrap(new byte[] {'n', (byte) 0xE9});
    odd.sends(new Control.Join(latin));

    assertThat(latin.text()).isEqualTo("n\ufffd");
    assertThat(send("n\ufffd", "rain")).isInstanceOf(Outcome.Dropped.class);
    assertThat(routing.members("n\ufffd")).isZero();

    odd.sends(new Control.Join(Frame.of("n\ufffd")));
    odd.sends(new Control.Leave(latin));
    assertThat(send("n\ufffd", "rain")).isEqualTo(Outcome.ACCEPTED);
    assertThat(bench.severed()).isEmpty();
  }

  @Test
  void mindsJoinsAlone() throws PeerRefused {
    var peer = dish("news");
    peer.sends("noise");
    peer.sends(new Control.Subscribe(Frame.of("n")));
    peer.sends(new Control.Join(Frame.of("sports")));

    assertThat(send("sports", "goal")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aPlainMessageIsTheGroupAndTheBody() {
    assertThat(routing.outgoing(Message.of("news", "rain")))
        .isEqualTo(new GroupMessage("news", Frame.of("rain")));
    assertThatThrownBy(() -> routing.outgoing(Message.of("news")))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("a message of 1 frames to a group");
    assertThatThrownBy(() -> routing.outgoing(Message.of("news", "rain", "wind")))
        .isInstanceOf(WrongStateException.class);
    var odd = Message.wrap(new byte[] {'n', (byte) 0xE9}).append(Frame.of("rain"));
    assertThatThrownBy(() -> routing.outgoing(odd))
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot send to the group of the bytes 6ee9: a name is UTF-8");
  }

  @Test
  void theNameOfAGroupHasAtMost255Bytes() {
    var longest = "ä".repeat(127) + "a";

    assertThat(new GroupMessage(longest, Frame.empty()).group()).isEqualTo(longest);
    assertThat(new GroupMessage("a".repeat(255), Frame.empty()).text()).isEmpty();
    assertThatThrownBy(() -> new GroupMessage("ä".repeat(128), Frame.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 255 bytes of UTF-8, not 256");
  }

  @Test
  void whatNobodyWantsHasAReason() {
    assertThat(send("news", "rain"))
        .isInstanceOfSatisfying(
            Outcome.Dropped.class,
            dropped -> assertThat(dropped.reason()).isEqualTo(DropReason.NO_SUBSCRIBER));
  }

  @Test
  void aPeerThatIsConnectedAgainHasJoinedNothing() throws PeerRefused {
    var peer = dish("news");
    routing.connected(peer.end().far());
    assertThat(send("news", "rain")).isInstanceOf(Outcome.Dropped.class);

    peer.sends(new Control.Join(Frame.of("sports")));

    assertThat(send("sports", "goal")).isEqualTo(Outcome.ACCEPTED);
    assertThat(peer.got()).containsExactly(Message.of("sports", "goal"));
  }

  @Test
  void readsNoMoreThanItsShareOfOnePeerAtATime() throws PeerRefused {
    bench.hearsLater();
    var peer = dish();
    for (var i = 0; i < 600; i++) {
      peer.sends(new Control.Join(Frame.of("" + i)));
    }
    bench.hears();

    assertThat(routing.members("0")).isEqualTo(1);
    assertThat(routing.members("599")).isEqualTo(1); // the rest was read in a turn of its own
  }

  @Test
  void withoutDropsItWaitsUntilAllMembersHaveRoom() throws PeerRefused {
    routing.options(() -> Options.initial().with(Radio.NO_DROP, true));
    var full = dish("news");
    var other = dish("news");
    send("news", "1");
    send("news", "2");
    other.got();
    send("news", "3");
    send("news", "4");
    other.got();
    while (send("news", "more") == Outcome.ACCEPTED) {
      other.got();
    }

    assertThat(send("news", "waits")).isEqualTo(Outcome.WAIT);
    assertThat(other.got()).isEmpty();
    assertThat(send("sports", "nobody")).isInstanceOf(Outcome.Dropped.class);

    full.got();
    assertThat(send("news", "goes")).isEqualTo(Outcome.ACCEPTED);
    assertThat(other.got()).hasSize(1);
    assertThat(full.end().far().tally().skipped()).isZero();
  }

  // ---- datagrams

  private TestPeer group(int datagramSize) throws PeerRefused {
    return bench.join(Peer.byDatagrams(SocketType.DISH, "239.0.0.1:5555", datagramSize));
  }

  @Test
  void sendsEverythingWhereNobodyCanSayWhatItWants() throws PeerRefused {
    var group = group(100);
    var news = dish("news");

    assertThat(send("news", "rain")).isEqualTo(Outcome.ACCEPTED);
    assertThat(send("sports", "goal")).isEqualTo(Outcome.ACCEPTED);

    assertThat(group.got())
        .containsExactly(Message.of("news", "rain"), Message.of("sports", "goal"));
    assertThat(news.got()).containsExactly(Message.of("news", "rain"));
    assertThat(routing.members("news")).isEqualTo(2);
    assertThat(routing.members("sports")).isEqualTo(1);

    group.leaves();
    assertThat(send("sports", "goal")).isInstanceOf(Outcome.Dropped.class);
  }

  @Test
  void refusesWhatDoesNotFitIntoADatagramAndSendsItToNobody() throws PeerRefused {
    var group = group(10);
    var news = dish("news");

    assertThat(send("news", "12345")).isEqualTo(Outcome.ACCEPTED);
    assertThatThrownBy(() -> send("news", "123456"))
        .isInstanceOf(MessageTooLargeException.class)
        .hasMessageContaining("a datagram of 11 bytes to group \"news\" at 239.0.0.1:5555")
        .hasMessageContaining("at most 10 bytes");
    assertThatThrownBy(() -> send("1234567890", "")).isInstanceOf(MessageTooLargeException.class);

    assertThat(group.got()).hasSize(1);
    assertThat(news.got()).hasSize(1);
  }

  /** Catches: an object that some have got when the sender is told that it cannot pass. */
  @Test
  void anObjectThatCannotPassToOneGoesToNobody() throws PeerRefused {
    var near = dish("news");
    var far = dish("news", "sports");
    far.movesOut();
    var toNews = new GroupMessage("news", Frame.ofObject("object"));

    assertThatThrownBy(() -> bench.send(toNews)).isInstanceOf(NoCodecException.class);
    assertThat(near.got()).isEmpty();

    far.sends(new Control.Leave(Frame.of("news")));
    assertThat(bench.send(toNews)).isEqualTo(Outcome.ACCEPTED);
    assertThat(near.got()).hasSize(1);
  }

  /** Catches: an object that members have got although it cannot go out as a datagram. */
  @Test
  void anObjectThatCannotBecomeADatagramGoesToNobody() throws PeerRefused {
    var near = dish("news");
    group(100).movesOut();

    assertThatThrownBy(() -> bench.send(new GroupMessage("news", Frame.ofObject("object"))))
        .isInstanceOf(NoCodecException.class);

    assertThat(near.got()).isEmpty();
  }

  /** Catches: a limit of 0, which is none, that is taken for one. */
  @Test
  void thereNeedBeNoLimitOfGroups() throws PeerRefused {
    routing.options(() -> Options.initial().with(Radio.MAX_GROUPS, 0));

    dish("a", "b", "c");

    assertThat(bench.severed()).isEmpty();
    assertThat(routing.members("c")).isEqualTo(1);
  }

  /** Catches: a peer that sends without end, and holds all others up. */
  @Test
  void readsOnlySoMuchOfOnePeerInATurn() throws PeerRefused {
    var peer = dish();
    bench.hearsLater();
    for (var i = 0; i < 600; i++) {
      peer.sends(new Control.Join(Frame.of("" + i)));
    }

    routing.readable(peer.end().far());

    assertThat(routing.members("511")).isEqualTo(1);
    assertThat(routing.members("512")).isZero();
    bench.hears();
    assertThat(routing.members("599")).isEqualTo(1);
  }

  /** Catches: a group that cannot be joined once it was joined over a former connection. */
  @Test
  void aPeerThatIsConnectedAgainMayJoinTheSameGroup() throws PeerRefused {
    var peer = dish("news");
    bench.loses(peer);
    bench.connects(peer);

    peer.sends(new Control.Join(Frame.of("news")));

    assertThat(send("news", "rain")).isEqualTo(Outcome.ACCEPTED);
    assertThat(peer.got()).containsExactly(Message.of("news", "rain"));
  }

  /** Catches: a pipe that stays open because there is something in it that nobody will read. */
  @Test
  void closesThePipeOfWhoIsGivenUpAndLeavesUnread() throws PeerRefused {
    routing.options(() -> Options.initial().with(Radio.MAX_GROUPS, 1));
    var peer = dish("a", "b", "c");

    peer.leaves();

    assertThat(peer.told()).containsExactly(PipeSignal.ENDED);
    assertThat(routing.members("a")).isZero();
  }

  /** Catches: a name that is refused although it is just short enough. */
  @Test
  void aPlainMessageMayNameTheLongestGroup() {
    var longest = "a".repeat(255);

    assertThat(routing.outgoing(Message.of(longest, "rain")).group()).isEqualTo(longest);
    assertThatThrownBy(() -> routing.outgoing(Message.of(longest + "a", "rain")))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("256 bytes");
  }

  /** Catches: a list in which those stay who have left. */
  @Test
  void forgetsDishesThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(routing, 3, peer -> peer.sends(new Control.Join(Frame.of("news"))));
  }
}
