package org.weftmq.pattern.reqrep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.reqrep.RepRouting.Answer;
import org.weftmq.pattern.reqrep.RepRouting.Question;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class RepRoutingTest {
  private final Bench<Answer, Question> bench = new Bench<>(new RepRouting(), 2);

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
}
