package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class NumberedTest {
  private final Numbered routing = new Numbered(SocketType.SERVER, -1);
  private final Bench<Routed, Routed> bench = new Bench<>(routing, 2);
  private final RoutingId first = RoutingId.numbered(-1);
  private final RoutingId second = RoutingId.numbered(1); // 41/CLISRV: non-zero

  private Outcome send(RoutingId to, String text) {
    return bench.send(new Routed(to, Message.of(text)));
  }

  @Test
  void knowsEachPeerByANumber() throws PeerRefused {
    var one = bench.join();
    var two = bench.join();
    one.sends("from one");
    two.sends("from two");

    assertThat(bench.receive()).isEqualTo(new Routed(first, Message.of("from one")));
    assertThat(bench.receive()).isEqualTo(new Routed(second, Message.of("from two")));
    send(second, "to two");
    send(first, "to one");

    assertThat(one.texts()).containsExactly("to one");
    assertThat(two.texts()).containsExactly("to two");
  }

  @Test
  void aPeerHasNoSayInItsId() throws PeerRefused { // 41/CLISRV: SHALL NOT allow that
    bench.join("alice").sends("hello");

    assertThat(bench.receive().id()).isEqualTo(first);
    assertThatThrownBy(() -> send(RoutingId.of("alice"), "?")).isInstanceOf(NoRouteException.class);
  }

  @Test
  void receivesFromEachInTurn() throws PeerRefused {
    var one = bench.join();
    var two = bench.join();
    one.sends("1");
    one.sends("2");
    two.sends("1");

    assertThat(bench.receive().id()).isEqualTo(first);
    assertThat(bench.receive().id()).isEqualTo(second);
    assertThat(bench.receive().id()).isEqualTo(first);
    assertThat(bench.receive()).isNull();
  }

  @Test
  void waitsOnlyForThePeerThatIsFull() throws PeerRefused {
    var one = bench.join();
    var two = bench.join();
    send(first, "1");
    send(first, "2");

    assertThat(send(first, "3")).isEqualTo(new Outcome.WaitFor(one.end().far()));
    assertThat(send(second, "1")).isEqualTo(Outcome.ACCEPTED);
    assertThat(two.texts()).containsExactly("1");
  }

  @Test
  void saysWhichPeerIsNotThere() throws PeerRefused {
    bench.join();

    assertThatThrownBy(() -> send(second, "anybody?"))
        .isInstanceOf(NoRouteException.class)
        .hasMessageContaining("cannot send to peer " + second)
        .hasMessageContaining("of this SERVER")
        .hasMessageContaining("none of its 1 peers");
    assertThatThrownBy(() -> routing.toDisconnect(second))
        .isInstanceOf(NoRouteException.class)
        .hasMessageContaining("cannot disconnect peer " + second);
  }

  @Test
  void aPeerThatComesAgainIsAnother() throws PeerRefused {
    bench.join().leaves();
    var again = bench.join();

    assertThatThrownBy(() -> send(first, "?")).isInstanceOf(NoRouteException.class);
    send(second, "hello");
    assertThat(again.texts()).containsExactly("hello");
  }

  @Test
  void deliversWhatALostPeerSent() throws PeerRefused {
    var one = bench.join();
    one.sends("1");
    one.sends("2");
    one.leaves();

    assertThat(bench.receive()).isEqualTo(new Routed(first, Message.of("1")));
    assertThat(bench.receive()).isEqualTo(new Routed(first, Message.of("2")));
    assertThat(bench.receive()).isNull();
  }

  @Test
  void anIdThatIsPromisedLeadsToTheQueueThatBearsIt() throws PeerRefused { // 51/P2P
    var promised = routing.reserve();
    var accepted = bench.join();
    assertThatThrownBy(() -> send(promised, "too early")).isInstanceOf(NoRouteException.class);

    var connected = bench.prepare(promised);
    send(promised, "before the peer is there");

    assertThat(connected.texts()).containsExactly("before the peer is there");
    assertThat(accepted.got()).isEmpty();
  }

  @Test
  void aQueueThatTakesThePlaceOfAnotherHasItsId() throws PeerRefused {
    var promised = routing.reserve();
    var old = bench.prepare(promised);
    bench.breakOff(old);

    var remade = bench.prepare(promised);
    send(promised, "hello again");

    assertThat(remade.texts()).containsExactly("hello again");
  }

  @Test
  void aPlainMessageHasTheIdInFront() throws PeerRefused {
    var one = bench.join();
    one.sends("question");

    var plain = routing.incoming(bench.receive());
    assertThat(plain).isEqualTo(Message.of("question").prepend(first.frame()));
    bench.send(routing.outgoing(plain));

    assertThat(one.texts()).containsExactly("question");
    assertThatThrownBy(() -> routing.outgoing(Message.of("no id")))
        .isInstanceOf(WrongStateException.class);
  }

  @Test
  void receivesOfAPeerThatWasSilent() throws PeerRefused {
    var peer = bench.join();
    assertThat(bench.receive()).isNull();

    peer.sends("at last");

    assertThat(bench.receive()).isEqualTo(new Routed(first, Message.of("at last")));
  }

  @Test
  void knowsWhomToDisconnect() throws PeerRefused {
    var peer = bench.join();

    assertThat(routing.toDisconnect(first)).isSameAs(peer.end().far());
    assertThatThrownBy(() -> routing.toDisconnect(second))
        .isInstanceOf(NoRouteException.class)
        .hasMessageContaining("disconnect");
  }
}
