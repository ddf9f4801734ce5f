package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class DistributingTest {
  private final Bench<Message, Message> bench = new Bench<>(new Distributing(), 1);

  @Test
  void sendsToEachPeerInTurn() throws PeerRefused { // 30/PIPELINE
    var one = bench.join();
    var two = bench.join();

    assertThat(bench.send(Message.of("1"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(bench.send(Message.of("2"))).isEqualTo(Outcome.ACCEPTED);

    assertThat(one.texts()).containsExactly("1");
    assertThat(two.texts()).containsExactly("2");
  }

  @Test
  void waitsForAPeerThatHasRoom() throws PeerRefused {
    assertThat(bench.send(Message.of("nobody is there"))).isEqualTo(Outcome.WAIT);
    var peer = bench.join();
    bench.send(Message.of("1"));
    assertThat(bench.send(Message.of("2"))).isEqualTo(Outcome.WAIT);

    assertThat(peer.texts()).containsExactly("1");

    assertThat(bench.send(Message.of("2"))).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void receivesNothing() throws PeerRefused {
    bench.join().sends("whatever it is");

    assertThat(bench.receive()).isNull();
  }

  /** Catches: the pipe of a peer that left, which stays because of what nobody will ever read. */
  @Test
  void closesThePipeOfAPeerThatLeftWithoutReadingIt() throws PeerRefused {
    var peer = bench.join();
    peer.sends("whatever it is");

    peer.leaves();

    assertThat(peer.end().far().isOwnClosed()).isTrue();
    assertThat(bench.send(Message.of("1"))).isEqualTo(Outcome.WAIT);
  }
}
