package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.ConnectionMessages;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class ReqRoutingTest {
  private final ReqRouting routing = new ReqRouting(41);
  private final Bench<ReqRouting.Query, Message> bench = new Bench<>(routing, 4);

  private Outcome send(String text) {
    return bench.send(new ReqRouting.Query(Message.of(text), false));
  }

  private Outcome call(String text) {
    return bench.send(new ReqRouting.Query(Message.of(text), true));
  }

  private void set(Options options) {
    routing.options(() -> options);
  }

  private static Message numbered(int number, String... rest) {
    return Message.of("", rest).prepend(Frame.wrap(new byte[] {0, 0, 0, (byte) number}));
  }

  @Test
  void putsAnEmptyFrameInFrontOfARequestAndTakesItOffItsReply() throws PeerRefused { // 28/REQREP
    var peer = bench.join();

    assertThat(send("question")).isEqualTo(Outcome.ACCEPTED);
    assertThat(peer.got()).containsExactly(Message.of("", "question"));
    peer.sends("", "answer", "in two frames");

    assertThat(bench.receive()).isEqualTo(Message.of("answer", "in two frames"));
  }

  @Test
  void waitsForTheReply() throws PeerRefused {
    bench.join();
    send("question");

    assertThat(bench.receive()).isNull();
  }

  @Test
  void refusesToReceiveBeforeItHasSent() throws PeerRefused {
    var peer = bench.join();
    peer.sends("", "unasked");

    assertThatThrownBy(bench::receive)
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot receive from this REQ: no request is out; send one first");
  }

  @Test
  void refusesToSendBeforeItHasReceived() throws PeerRefused {
    var peer = bench.join();
    send("1");

    assertThatThrownBy(() -> send("2"))
        .isInstanceOf(WrongStateException.class)
        .hasMessage("cannot send from this REQ: a request is out; receive its reply first");
    peer.sends("", "reply to 1");
    assertThat(bench.receive().text()).isEqualTo("reply to 1");
  }

  @Test
  void aRequestThatNobodyCanTakeLeavesTheTurnAsItWas() throws PeerRefused {
    assertThat(send("1")).isEqualTo(Outcome.WAIT);
    assertThatThrownBy(bench::receive).isInstanceOf(WrongStateException.class);

    bench.join();

    assertThat(send("1")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void asksItsPeersInTurn() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();

    send("1");
    a.sends("", "by a");
    bench.receive();
    send("2");
    b.sends("", "by b");

    assertThat(bench.receive().text()).isEqualTo("by b");
    assertThat(a.got()).containsExactly(Message.of("", "1"));
    assertThat(b.got()).containsExactly(Message.of("", "2"));
  }

  @Test
  void takesNoReplyOfAPeerItDidNotAsk() throws PeerRefused {
    var asked = bench.join();
    var other = bench.join();
    send("1");

    other.sends("", "not your turn");
    assertThat(bench.receive()).isNull();
    asked.sends("", "mine");

    assertThat(bench.receive().text()).isEqualTo("mine");
  }

  @Test
  void takesNoReplyThatCameBeforeItsRequest() throws PeerRefused {
    var peer = bench.join();
    peer.sends("", "before anybody asked");
    send("1");
    assertThat(bench.receive()).isNull();

    peer.sends("", "after");

    assertThat(bench.receive().text()).isEqualTo("after");
  }

  @Test
  void skipsWhatIsNoReply() throws PeerRefused {
    var peer = bench.join();
    send("1");

    peer.sends("no delimiter");
    peer.sends("no", "delimiter");
    peer.sends("");
    peer.sends("", "reply");

    assertThat(bench.receive()).isEqualTo(Message.of("reply"));
  }

  @Test
  void takesAReplyWhosePeerIsGone() throws PeerRefused {
    var peer = bench.join();
    send("1");
    peer.sends("", "my last words");
    peer.leaves();

    assertThat(bench.receive().text()).isEqualTo("my last words");
  }

  @Test
  void staysWaitingWhenThePeerItAskedIsGone() throws PeerRefused {
    var asked = bench.join();
    var other = bench.join();
    send("1");

    asked.leaves();
    other.sends("", "not asked");

    assertThat(bench.receive()).isNull();
    assertThatThrownBy(() -> send("2")).isInstanceOf(WrongStateException.class);
  }

  @Test
  void keepsNothingOfAPeerThatItDidNotAsk() throws PeerRefused {
    bench.join();
    var other = bench.join();
    send("1");
    other.sends("", "junk");

    other.leaves();

    assertThat(other.told()).containsExactly(PipeSignal.ENDED);
  }

  @Test
  void callsWaitForOneAnother() throws PeerRefused {
    var peer = bench.join();
    assertThat(call("1")).isEqualTo(Outcome.ACCEPTED);

    assertThat(call("2")).isEqualTo(Outcome.WAIT);
    assertThat(send("raw")).isEqualTo(Outcome.WAIT);
    peer.sends("", "reply");

    assertThat(routing.reply().text()).isEqualTo("reply");
    assertThat(call("2")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aCallWaitsForTheEndOfATurn() throws PeerRefused {
    var peer = bench.join();
    send("raw");
    assertThat(call("1")).isEqualTo(Outcome.WAIT);

    peer.sends("", "reply");
    bench.receive();

    assertThat(call("1")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aPlainReceiveDoesNotStealTheReplyToACall() throws PeerRefused {
    var peer = bench.join();
    call("1");
    peer.sends("", "reply");

    assertThatThrownBy(bench::receive)
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("request()");
    assertThat(routing.reply().text()).isEqualTo("reply");
  }

  @Test
  void givingUpHasTheConnectionBrokenOff() throws PeerRefused {
    var slow = bench.join();
    call("1");

    routing.giveUp();

    assertThat(bench.severed()).containsExactly(slow.end());
    assertThat(call("2")).isEqualTo(Outcome.WAIT); // until it is connected again
  }

  @Test
  void takesNoLateReplyForThatToTheNextRequest() throws PeerRefused {
    var slow = bench.join();
    call("1");
    routing.giveUp();
    slow.sends("", "late");
    bench.breakOff(slow);

    var again = bench.join();
    call("2");
    assertThat(routing.reply()).isNull();
    again.sends("", "reply to 2");

    assertThat(routing.reply().text()).isEqualTo("reply to 2");
  }

  @Test
  void asksAnotherPeerAfterGivingUp() throws PeerRefused {
    var slow = bench.join();
    var other = bench.join();
    call("1");
    routing.giveUp();

    call("2");
    slow.sends("", "late");
    assertThat(routing.reply()).isNull();
    other.sends("", "reply to 2");

    assertThat(routing.reply().text()).isEqualTo("reply to 2");
  }

  @Test
  void numbersRequestsIfAskedTo() throws PeerRefused {
    set(Options.initial().with(Req.CORRELATE, true));
    var peer = bench.join();

    send("1");
    assertThat(peer.got()).containsExactly(numbered(42, "1"));
    peer.sends(numbered(42, "reply"));

    assertThat(bench.receive()).isEqualTo(Message.of("reply"));
  }

  @Test
  void takesOnlyTheReplyOfTheRightNumber() throws PeerRefused {
    set(Options.initial().with(Req.CORRELATE, true));
    var peer = bench.join();
    send("1");

    peer.sends(numbered(41, "another's"));
    peer.sends("", "no number");
    peer.sends(numbered(42));
    peer.sends(numbered(42, "mine"));

    assertThat(bench.receive()).isEqualTo(Message.of("mine"));
  }

  @Test
  void givingUpANumberedRequestOnlyForgetsItsNumber() throws PeerRefused {
    set(Options.initial().with(Req.CORRELATE, true));
    var slow = bench.join();
    call("1");
    routing.giveUp();

    call("2");
    slow.sends(numbered(42, "late"));
    slow.sends(numbered(43, "reply to 2"));

    assertThat(bench.severed()).isEmpty();
    assertThat(routing.reply().text()).isEqualTo("reply to 2");
  }

  @Test
  void changingTheOptionDoesNotConcernTheRequestThatIsOut() throws PeerRefused {
    var peer = bench.join();
    send("1");

    set(Options.initial().with(Req.CORRELATE, true));
    peer.sends("", "reply");

    assertThat(bench.receive()).isEqualTo(Message.of("reply"));
  }

  @Test
  void aRelaxedSendGivesTheRequestThatIsOutUp() throws PeerRefused {
    set(Options.initial().with(Req.CORRELATE, true).with(Req.RELAXED, true));
    var a = bench.join();
    var b = bench.join();
    send("1");

    assertThat(send("2")).isEqualTo(Outcome.ACCEPTED);
    a.sends(numbered(42, "late"));
    assertThat(bench.receive()).isNull();
    b.sends(numbered(43, "reply to 2"));

    assertThat(bench.receive()).isEqualTo(Message.of("reply to 2"));
  }

  @Test
  void aRelaxedSendThatNobodyCanTakeGivesNothingUp() throws PeerRefused {
    set(Options.initial().with(Req.RELAXED, true));
    var asked = bench.join();
    send("1");
    asked.sends("", "reply");
    asked.leaves();

    assertThat(send("2")).isEqualTo(Outcome.WAIT);

    assertThat(bench.receive().text()).isEqualTo("reply");
  }

  @Test
  void aRelaxedSendDoesNotGiveACallUp() throws PeerRefused {
    set(Options.initial().with(Req.RELAXED, true));
    bench.join();
    call("1");

    assertThat(send("2")).isEqualTo(Outcome.WAIT);
  }

  /** Catches: that a blocked sender is not asked again once the reply has been received. */
  @Test
  void aReceiveMayBeWhatASendWaitsFor() {
    assertThat(routing.takesTurns()).isTrue();
  }

  /** Catches: a plain send that is taken for a call, so that no receive could have its reply. */
  @Test
  void aPlainMessageIsSentInTurnsAndReceivedAsItIs() {
    var plain = Message.of("a", "b");

    assertThat(routing.outgoing(plain)).isEqualTo(new ReqRouting.Query(plain, false));
    assertThat(routing.incoming(plain)).isSameAs(plain);
  }

  /** Catches: a probe that is forgotten, or one that goes through the turns as a request does. */
  @Test
  void aPeerReceivesTheProbeBeforeTheFirstRequestAndNoHello() throws PeerRefused {
    bench.set(
        Options.initial()
            .with(ConnectionMessages.PROBE_ROUTER, true)
            .with(ConnectionMessages.HELLO, Message.of("hello")));
    var peer = bench.join();

    assertThat(send("question")).isEqualTo(Outcome.ACCEPTED);

    assertThat(peer.got()).containsExactly(Message.of(""), Message.of("", "question"));
  }

  /** Catches: a peer with room again that is not asked any more. */
  @Test
  void asksAPeerAgainThatWasFull() throws PeerRefused {
    set(Options.initial().with(Req.CORRELATE, true).with(Req.RELAXED, true));
    var peer = bench.join();
    for (var i = 1; i <= 8; i++) { // both sides' marks
      send("" + i);
    }
    while (send("too many") == Outcome.ACCEPTED) {
      continue;
    }
    assertThat(peer.got()).isNotEmpty();

    assertThat(send("again")).isEqualTo(Outcome.ACCEPTED);

    assertThat(peer.got()).extracting(got -> got.text(2)).containsExactly("again");
  }

  /** Catches: a reply that is not seen because its peer was asked in vain before. */
  @Test
  void receivesAReplyThatItHadLookedForBefore() throws PeerRefused {
    var peer = bench.join();
    send("question");
    assertThat(bench.receive()).isNull();

    peer.sends("", "answer");

    assertThat(bench.receive()).isEqualTo(Message.of("answer"));
  }

  /** Catches: a pipe that is kept though it is drained, because nobody receives any more. */
  @Test
  void forgetsAPeerWhoseReplyWasItsLast() throws PeerRefused {
    var first = bench.join();
    send("question");
    first.sends("", "my last words");

    FormerPeers.isForgottenAfterItsLast(
        bench, first, last -> assertThat(last).isEqualTo(Message.of("my last words")));
  }

  /** Catches: a rotation that keeps the pipes of peers that left. */
  @Test
  void forgetsPeersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(routing);
  }
}
