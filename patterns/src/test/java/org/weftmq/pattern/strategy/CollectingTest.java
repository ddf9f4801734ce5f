package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class CollectingTest {
  private final Bench<Message, Message> bench = new Bench<>(new Collecting(), 10);

  @Test
  void receivesOneMessageOfEachPeerInTurn() throws PeerRefused { // 30/PIPELINE
    var one = bench.join();
    var two = bench.join();
    one.sends("a1");
    one.sends("a2");
    two.sends("b1");

    assertThat(bench.receive()).isEqualTo(Message.of("a1"));
    assertThat(bench.receive()).isEqualTo(Message.of("b1"));
    assertThat(bench.receive()).isEqualTo(Message.of("a2"));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void receivesOfAPeerThatWasSilent() throws PeerRefused {
    var peer = bench.join();
    assertThat(bench.receive()).isNull();

    peer.sends("at last");

    assertThat(bench.receive()).isEqualTo(Message.of("at last"));
  }

  @Test
  void receivesWhatAPeerSentBeforeItLeft() throws PeerRefused {
    var peer = bench.join();
    peer.sends("last words");
    peer.leaves();

    assertThat(bench.receive()).isEqualTo(Message.of("last words"));
    assertThat(bench.receive()).isNull();
    assertThat(peer.end().far().isOwnClosed()).isTrue();
  }

  @Test
  void sendsNothing() throws PeerRefused {
    var peer = bench.join();

    assertThat(bench.send(Message.of("no"))).isEqualTo(Outcome.WAIT);
    assertThat(peer.got()).isEmpty();
  }

  @Test
  void takesMessagesAsTheyAre() {
    var message = Message.of("just", "so");

    assertThat(new Collecting().outgoing(message)).isSameAs(message);
    assertThat(new Collecting().incoming(message)).isSameAs(message);
  }
}
