package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class TurnsRoutingTest {
  private final TurnsRouting routing = new TurnsRouting();
  private final Bench<Message, Message> bench = new Bench<>(routing);

  @Test
  void sendsTheReplyToThePeerOfTheLastRequest() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    a.sends("hop", "", "1");
    b.sends("", "2");

    assertThat(bench.receive()).isEqualTo(Message.of("1"));
    bench.send(Message.of("reply to 1"));
    assertThat(bench.receive()).isEqualTo(Message.of("2"));
    bench.send(Message.of("reply to 2"));

    assertThat(a.got()).containsExactly(Message.of("hop", "", "reply to 1"));
    assertThat(b.got()).containsExactly(Message.of("", "reply to 2"));
  }

  @Test
  void refusesToSendBeforeItHasReceived() throws PeerRefused {
    bench.join();

    assertThatThrownBy(() -> bench.send(Message.of("reply")))
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot send from this REP: no request is open; receive one first");
  }

  @Test
  void refusesToReceiveBeforeItHasReplied() throws PeerRefused {
    var peer = bench.join();
    peer.sends("", "1");
    peer.sends("", "2");
    bench.receive();

    assertThatThrownBy(bench::receive)
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot receive from this REP: a request is open; send its reply first");

    bench.send(Message.of("reply to 1"));
    assertThat(bench.receive()).isEqualTo(Message.of("2"));
  }

  @Test
  void receivingNothingIsNoTurn() throws PeerRefused {
    bench.join();

    assertThat(bench.receive()).isNull();
    assertThatThrownBy(() -> bench.send(Message.of("reply")))
        .isInstanceOf(WrongStateException.class);
  }

  @Test
  void servesTheNextRequestAlthoughThePeerOfTheLastIsGone() throws PeerRefused {
    var gone = bench.join();
    var other = bench.join();
    gone.sends("", "1");
    other.sends("", "2");
    bench.receive();
    gone.leaves();

    assertThat(bench.send(Message.of("reply")))
        .isEqualTo(new Outcome.Dropped(DropReason.PEER_GONE));
    assertThat(bench.receive()).isEqualTo(Message.of("2"));
  }

  /** Catches: that a blocked receiver is not asked again once the reply has been sent. */
  @Test
  void aSendMayBeWhatAReceiveWaitsFor() {
    assertThat(routing.takesTurns()).isTrue();
  }

  /** Catches: a request that is not seen because its peer was asked in vain before. */
  @Test
  void receivesFromAPeerThatHadNothingBefore() throws PeerRefused {
    var peer = bench.join();
    assertThat(bench.receive()).isNull();

    peer.sends("", "request");

    assertThat(bench.receive()).isEqualTo(Message.of("request"));
  }

  /** Catches: a rotation that keeps the pipes of peers that left. */
  @Test
  void forgetsPeersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(routing);
  }
}
