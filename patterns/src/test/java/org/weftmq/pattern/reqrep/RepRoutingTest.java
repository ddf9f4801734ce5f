package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.FormerPeers;
import org.weftmq.pattern.reqrep.RepRouting.Answer;
import org.weftmq.pattern.reqrep.RepRouting.Question;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class RepRoutingTest {
  private final RepRouting routing = new RepRouting();
  private final Bench<Answer, Question> bench = new Bench<>(routing, 2);

  private Outcome answer(Question question, String text) {
    return bench.send(new Answer(question, Message.of(text)));
  }

  @Test
  void answersThePeerThatAsked() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    a.sends("", "a asks");
    b.sends("", "b asks");

    var first = bench.receive();
    var second = bench.receive();
    answer(second, "to b");
    answer(first, "to a");

    assertThat(first.body()).isEqualTo(Message.of("a asks"));
    assertThat(a.got()).containsExactly(Message.of("", "to a"));
    assertThat(b.got()).containsExactly(Message.of("", "to b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 50})
  void givesTheEnvelopeBackAsItWas(int depth) throws PeerRefused { // 28/REQREP
    var peer = bench.join();
    var envelope = Message.of("", "request");
    for (var i = 0; i < depth; i++) {
      envelope = envelope.prepend(Frame.of("hop " + i));
    }
    peer.sends(envelope);

    var question = bench.receive();
    answer(question, "reply");

    assertThat(question.body()).isEqualTo(Message.of("request"));
    var reply = peer.got().getFirst();
    assertThat(reply.size()).isEqualTo(depth + 2);
    assertThat(reply.frames().subList(0, depth + 1))
        .isEqualTo(envelope.frames().subList(0, depth + 1));
    assertThat(reply.text(depth + 1)).isEqualTo("reply");
  }

  @Test
  void theFirstEmptyFrameEndsTheEnvelope() throws PeerRefused {
    var peer = bench.join();
    peer.sends("hop", "", "body", "", "more body");

    var question = bench.receive();
    bench.send(new Answer(question, Message.of("x", "", "y")));

    assertThat(question.body()).isEqualTo(Message.of("body", "", "more body"));
    assertThat(peer.got()).containsExactly(Message.of("hop", "", "x", "", "y"));
  }

  @Test
  void discardsWhatHasNoDelimiter() throws PeerRefused {
    var peer = bench.join();
    peer.sends("no delimiter");
    peer.sends("no", "delimiter");

    assertThat(bench.receive()).isNull();
  }

  @Test
  void discardsWhatHasNothingBehindTheDelimiter() throws PeerRefused {
    var peer = bench.join();
    peer.sends("");
    peer.sends("hop", "");
    assertThat(bench.receive()).isNull();

    peer.sends("", "request");

    assertThat(bench.receive().body()).isEqualTo(Message.of("request"));
  }

  @Test
  void dropsTheReplyToAPeerThatIsGone() throws PeerRefused {
    var peer = bench.join();
    peer.sends("", "request");
    var question = bench.receive();

    peer.leaves();

    assertThat(answer(question, "reply")).isEqualTo(new Outcome.Dropped(DropReason.PEER_GONE));
  }

  @Test
  void dropsTheReplyToAPeerThatTakesNone() throws PeerRefused {
    var peer = bench.join();
    peer.sends("", "request");
    var question = bench.receive();
    answer(question, "1");
    answer(question, "2");

    assertThat(answer(question, "3")).isEqualTo(new Outcome.Dropped(DropReason.PEER_FULL));
  }

  @Test
  void receivesTheRequestOfAPeerThatIsGone() throws PeerRefused {
    var peer = bench.join();
    peer.sends("", "request");
    peer.leaves();

    assertThat(bench.receive().body()).isEqualTo(Message.of("request"));
  }

  /** Catches: a request that is not seen because its peer was asked in vain before. */
  @Test
  void receivesFromAPeerThatHadNothingBefore() throws PeerRefused {
    var peer = bench.join();
    assertThat(bench.receive()).isNull();

    peer.sends("", "request");

    assertThat(bench.receive().body()).isEqualTo(Message.of("request"));
  }

  /** Catches: a plain message that goes out without the envelope of any request. */
  @Test
  void aPlainMessageAnswersNoRequest() {
    assertThatThrownBy(() -> routing.outgoing(Message.of("reply")))
        .isInstanceOf(WrongStateException.class)
        .hasMessage(
            "cannot send a plain message from this REP: it answers exchanges; open it in turns");
  }

  /** Catches: an envelope that is received as part of the request. */
  @Test
  void asAPlainMessageARequestHasNoEnvelope() throws PeerRefused {
    var peer = bench.join();
    peer.sends("hop", "", "request", "in two frames");

    assertThat(routing.incoming(bench.receive())).isEqualTo(Message.of("request", "in two frames"));
  }

  /** Catches: a pipe that is kept though it is drained, because nobody receives any more. */
  @Test
  void forgetsAPeerWhoseLastRequestWasReceived() throws PeerRefused {
    var first = bench.join();
    first.sends("", "request");

    FormerPeers.isForgottenAfterItsLast(
        bench, first, last -> assertThat(last.body()).isEqualTo(Message.of("request")));
  }

  /** Catches: a rotation that keeps the pipes of peers that left. */
  @Test
  void forgetsPeersThatComeAndGo() throws PeerRefused {
    FormerPeers.areForgottenBy(routing);
  }

  /** Catches: a reply that went out and is told to be dropped, or the other way round. */
  @Test
  void saysThatAReplyWentOut() throws PeerRefused {
    var peer = bench.join();
    peer.sends("", "request");

    assertThat(answer(bench.receive(), "reply")).isEqualTo(Outcome.ACCEPTED);
  }
}
