package org.weftmq.pattern.radiodish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

class DishRoutingTest {
  private final DishRouting routing = new DishRouting();
  private final Bench<GroupMessage, GroupMessage> bench = new Bench<>(routing);

  private static GroupMessage message(String group, String body) {
    return new GroupMessage(group, Frame.of(body));
  }

  @Test
  void tellsAPeerThatComesWhatWasJoined() throws PeerRefused {
    routing.join("news");
    routing.join("sports");
    routing.leave("sports");

    var radio = bench.join();

    assertThat(radio.controls()).containsExactly(new Control.Join(Frame.of("news")));
  }

  @Test
  void tellsThePeersThatAreThereWhatChanges() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();

    routing.join("news");
    routing.leave("news");

    assertThat(a.controls())
        .containsExactly(new Control.Join(Frame.of("news")), new Control.Leave(Frame.of("news")));
    assertThat(b.controls()).hasSize(2);
  }

  @Test
  void tellsAllAnewWhenAConnectionIsRemade() throws PeerRefused {
    var radio = bench.join();
    var near = radio.end().far();
    routing.join("news");
    radio.controls();

    var peer = near.peer().orElseThrow();
    near.peer(null); // out of reach
    routing.join("sports");
    routing.leave("news");
    assertThat(radio.controls()).isEmpty();
    near.peer(peer);
    routing.connected(near);

    assertThat(radio.controls()).containsExactly(new Control.Join(Frame.of("sports")));
  }

  @Test
  void joinsAndLeavesOnce() {
    routing.join("news");

    assertThatThrownBy(() -> routing.join("news"))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("\"news\": this DISH has joined it already");
    routing.leave("news");
    assertThatThrownBy(() -> routing.leave("news"))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("\"news\": this DISH has not joined it");
    assertThat(routing.groups()).isEmpty();
  }

  @Test
  void receivesWhatWasJoinedAlone() throws PeerRefused {
    var radio = bench.join();
    routing.join("news");
    radio.sends("sports", "goal");
    radio.sends("newspaper", "ad");
    radio.sends("news", "rain");

    assertThat(bench.receive()).isEqualTo(message("news", "rain"));
    assertThat(bench.receive()).isNull();

    radio.sends("news", "sun");
    assertThat(bench.receive()).isEqualTo(message("news", "sun"));
  }

  @Test
  void receivesNothingOfWhatWasLeftMeanwhile() throws PeerRefused {
    var radio = bench.join();
    routing.join("news");
    radio.sends("news", "rain");
    routing.leave("news");

    assertThat(bench.receive()).isNull();
  }

  @Test
  void receivesFromEachInTurn() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    routing.join("news");
    a.sends("news", "a1");
    a.sends("news", "a2");
    b.sends("news", "b1");

    assertThat(bench.receive().text()).isEqualTo("a1");
    assertThat(bench.receive().text()).isEqualTo("b1");
    assertThat(bench.receive().text()).isEqualTo("a2");
  }

  @Test
  void givesAPeerUpWhoseMessageIsNotTwoFrames() throws PeerRefused {
    var short_ = bench.join();
    var long_ = bench.join();
    var good = bench.join();
    routing.join("news");
    short_.sends("news");
    long_.sends("news", "rain", "wind");
    good.sends("news", "sun");

    assertThat(bench.receive()).isEqualTo(message("news", "sun"));

    assertThat(bench.severed()).containsExactly(short_.end(), long_.end());
    assertThat(short_.end().far().severance())
        .contains(
            "it sent a message of 1 frames; there are two, the group and the body"
                + " (48/RADIO-DISH)");
  }

  @Test
  void givesAPeerUpThatNamesTooLongAGroup() throws PeerRefused {
    var radio = bench.join();
    routing.join("a".repeat(255));
    radio.sends("a".repeat(255), "fits");
    radio.sends("a".repeat(256), "does not");
    radio.sends("a".repeat(255), "comes too late");

    assertThat(bench.receive().text()).isEqualTo("fits");
    assertThat(bench.receive()).isNull();
    assertThat(radio.end().far().severance().orElseThrow())
        .isEqualTo("it named a group of 256 bytes; there are at most 255 (48/RADIO-DISH)");
  }

  /** Catches: names that become one another because what is not UTF-8 is replaced. */
  @Test
  void aGroupWhoseNameIsNotUtf8IsNoOtherGroup() throws PeerRefused {
    var radio = bench.join();
    routing.join("n\ufffd");
    radio.sends(Message.wrap(new byte[] {'n', (byte) 0xE9}).append(Frame.of("rain")));
    radio.sends("n\ufffd", "sun");

    assertThat(bench.receive()).isEqualTo(message("n\ufffd", "sun"));
    assertThat(bench.severed()).isEmpty();
  }

  @Test
  void receivesAnEmptyBodyToTheEmptyGroup() throws PeerRefused {
    var radio = bench.join();
    routing.join("");
    radio.sends("", "");

    assertThat(bench.receive()).isEqualTo(new GroupMessage("", Frame.empty()));
  }

  @Test
  void receivesWhatAPeerSentBeforeItLeft() throws PeerRefused {
    var radio = bench.join();
    routing.join("news");
    radio.sends("news", "rain");
    radio.leaves();

    assertThat(bench.receive()).isEqualTo(message("news", "rain"));
    routing.join("sports"); // nobody is left to be told
    assertThat(bench.receive()).isNull();
  }

  @Test
  void aPlainMessageHasTheGroupInFront() {
    assertThat(routing.incoming(message("news", "rain"))).isEqualTo(Message.of("news", "rain"));
  }

  @Test
  void tellsNothingByDatagrams() throws PeerRefused {
    routing.join("news");
    var anybody = bench.join(Peer.byDatagrams(SocketType.RADIO, "239.0.0.1:5555", 100));
    routing.join("sports");
    routing.leave("sports");
    anybody.sends("sports", "goal");
    anybody.sends("news", "rain");

    assertThat(anybody.controls()).isEmpty();
    assertThat(bench.receive()).isEqualTo(message("news", "rain"));
  }

  /** Catches: a DISH through which something could be sent. */
  @Test
  void sendsNothing() throws PeerRefused {
    var radio = bench.join();

    assertThat(bench.send(message("news", "rain"))).isEqualTo(Outcome.WAIT);

    assertThat(radio.got()).isEmpty();
  }

  /** Catches: a group that is left and still named, or one that is joined and is not. */
  @Test
  void knowsItsGroups() {
    routing.join("news");
    routing.join("sports");
    routing.join("music");
    routing.leave("sports");

    assertThat(routing.groups()).containsExactlyInAnyOrder("news", "music");
  }

  /** Catches: a pipe that is kept though it is drained, because nobody receives any more. */
  @Test
  void forgetsAPeerWhoseLastMessageWasReceived() throws PeerRefused {
    routing.join("news");
    var first = bench.join();
    first.sends("news", "last");

    FormerPeers.isForgottenAfterItsLast(
        bench, first, last -> assertThat(last).isEqualTo(message("news", "last")));
  }

  /** Catches: a list or a rotation that keeps the pipes of peers that left. */
  @Test
  void forgetsPeersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(routing);
  }
}
