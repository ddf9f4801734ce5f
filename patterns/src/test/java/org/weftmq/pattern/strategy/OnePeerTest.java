package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class OnePeerTest {
  private final Bench<Message, Message> bench = new Bench<>(new OnePeer(SocketType.PAIR), 2);

  @Test
  void talksBothWays() throws PeerRefused {
    var peer = bench.join();

    peer.sends("ping");
    bench.send(Message.of("pong"));

    assertThat(bench.receive()).isEqualTo(Message.of("ping"));
    assertThat(bench.receive()).isNull();
    assertThat(peer.texts()).containsExactly("pong");
  }

  @Test
  void refusesASecondPeer() throws PeerRefused { // 31/EXPAIR
    bench.join();

    assertThatThrownBy(bench::join).isInstanceOf(PeerRefused.class).hasMessageContaining("PAIR");
  }

  @Test
  void aRefusedPeerDoesNotHarmTheFirst() throws PeerRefused {
    var first = bench.join();
    assertThatThrownBy(bench::join).isInstanceOf(PeerRefused.class);

    assertThat(bench.send(Message.of("still yours"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(first.texts()).containsExactly("still yours");
  }

  @Test
  void takesAnotherPeerOnceTheFirstIsGone() throws PeerRefused {
    bench.join().leaves();

    var second = bench.join();

    assertThat(bench.send(Message.of("hello"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(second.texts()).containsExactly("hello");
  }

  @Test
  void waitsWithoutAPeer() throws PeerRefused {
    assertThat(bench.send(Message.of("1"))).isEqualTo(Outcome.WAIT);

    bench.join().leaves();

    assertThat(bench.send(Message.of("1"))).isEqualTo(Outcome.WAIT);
  }

  @Test
  void waitsWhileThePeerIsFull() throws PeerRefused {
    var peer = bench.join();
    bench.send(Message.of("1"));
    bench.send(Message.of("2"));

    assertThat(bench.send(Message.of("3"))).isEqualTo(Outcome.WAIT);
    assertThat(peer.texts()).containsExactly("1", "2");
    assertThat(bench.send(Message.of("3"))).isEqualTo(Outcome.ACCEPTED);
    assertThat(peer.texts()).containsExactly("3");
  }

  @Test
  void receivesWhatIsLeftOfTheFormerPeerBeforeAnythingOfTheNext() throws PeerRefused {
    var former = bench.join();
    former.sends("former 1");
    former.sends("former 2");
    former.leaves();
    var next = bench.join();
    next.sends("next");

    assertThat(bench.receive().text()).isEqualTo("former 1");
    assertThat(bench.receive().text()).isEqualTo("former 2");
    assertThat(bench.receive().text()).isEqualTo("next");
  }

  @Test
  void receivesOfAPeerThatWasSilent() throws PeerRefused {
    var peer = bench.join();
    assertThat(bench.receive()).isNull();

    peer.sends("at last");

    assertThat(bench.receive()).isEqualTo(Message.of("at last"));
  }
}
