package org.weftmq.pattern.dgram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadEndpointException;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.MessageTooLargeException;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pattern.fixture.TestPeer;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;

class DgramRoutingTest {
  private static final String HERE = "127.0.0.1:5555";
  private static final String THERE = "[::1]:7777";

  private final DgramRouting routing = new DgramRouting();
  private final Bench<Datagram, Datagram> bench = new Bench<>(routing, 2);

  private TestPeer bind(int size) throws PeerRefused {
    return bench.join(Peer.byDatagrams(SocketType.DGRAM, HERE, size));
  }

  private Outcome send(String address, String body) {
    return bench.send(new Datagram(address, Frame.of(body)));
  }

  @Test
  void putsTheAddressInFront() throws PeerRefused {
    var network = bind(100);

    assertThat(send(HERE, "a")).isEqualTo(Outcome.ACCEPTED);
    assertThat(send(THERE, "b")).isEqualTo(Outcome.ACCEPTED);
    assertThat(network.got()).containsExactly(Message.of(HERE, "a"), Message.of(THERE, "b"));
  }

  @Test
  void takesTheAddressFromTheFront() throws PeerRefused {
    var network = bind(100);
    network.sends(HERE, "a");
    network.sends(THERE, "");

    assertThat(bench.receive()).isEqualTo(new Datagram(HERE, Frame.of("a")));
    assertThat(bench.receive()).isEqualTo(new Datagram(THERE, Frame.empty()));
    assertThat(bench.receive()).isNull();

    network.sends(HERE, "c");
    assertThat(bench.receive().text()).isEqualTo("c");
  }

  @Test
  void waitsUntilItIsBound() throws PeerRefused {
    assertThat(send(HERE, "early")).isEqualTo(Outcome.WAIT);

    bind(100);

    assertThat(send(HERE, "now")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void waitsUntilThereIsRoom() throws PeerRefused {
    var network = bind(100);
    while (send(HERE, "more") == Outcome.ACCEPTED) {}

    assertThat(send(HERE, "waits")).isEqualTo(Outcome.WAIT);
    assertThat(network.got()).extracting(m -> m.text(1)).doesNotContain("waits");
    assertThat(send(HERE, "goes")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void isBoundOnceAtATime() throws PeerRefused {
    var network = bind(100);

    assertThatThrownBy(() -> bind(100))
        .isInstanceOf(PeerRefused.class)
        .hasMessageContaining("bound already");
    network.sends(HERE, "left over");
    network.leaves();
    assertThat(send(HERE, "to nobody")).isEqualTo(Outcome.WAIT);

    var next = bind(100);
    next.sends(HERE, "next");
    assertThat(bench.receive().text()).isEqualTo("left over");
    assertThat(bench.receive().text()).isEqualTo("next");
    assertThat(network.told()).contains(PipeSignal.ENDED);
  }

  @Test
  void refusesWhatDoesNotFitIntoADatagram() throws PeerRefused {
    var network = bind(5);

    assertThat(send(HERE, "12345")).isEqualTo(Outcome.ACCEPTED);
    assertThatThrownBy(() -> send(HERE, "123456"))
        .isInstanceOf(MessageTooLargeException.class)
        .hasMessageContaining("6 bytes to " + HERE + " from this DGRAM: one has at most 5 bytes");
    assertThat(network.got()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:1", "127.0.0.1", "127.0.0.1:0", "udp://127.0.0.1:1", "*:1"})
  void refusesWhatIsNoAddressInFigures(String address) throws PeerRefused {
    bind(100);

    assertThatThrownBy(() -> send(address, "x"))
        .isInstanceOf(BadEndpointException.class)
        .hasMessageContaining("\"" + address + "\"")
        .hasMessageContaining("such as 127.0.0.1:5555 or [::1]:5555");
    assertThat(send(HERE, "x")).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aPlainMessageIsTheAddressAndTheBody() {
    var datagram = new Datagram(HERE, Frame.of("a"));

    assertThat(routing.outgoing(Message.of(HERE, "a"))).isEqualTo(datagram);
    assertThat(routing.incoming(datagram)).isEqualTo(Message.of(HERE, "a"));
    assertThatThrownBy(() -> routing.outgoing(Message.of(HERE)))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("a message of 1 frames from a DGRAM");
    assertThatThrownBy(() -> routing.outgoing(Message.of(HERE, "a", "b")))
        .isInstanceOf(WrongStateException.class);
  }

  /** Catches: a sender that waits for room and is never told of it. */
  @Test
  void isToldOfRoomOnceItWaits() throws PeerRefused {
    var network = bind(100);
    while (send(HERE, "more") == Outcome.ACCEPTED) {}

    network.got();

    assertThat(bench.roomy()).containsExactly(network.end());
  }

  /** Catches: a pipe that is kept though it is drained, because nobody receives any more. */
  @Test
  void forgetsAFormerEndpointWhoseLastDatagramWasReceived() throws PeerRefused {
    var first = bind(100);
    first.sends(HERE, "last");
    first.leaves();
    assertThat(bench.receive().text()).isEqualTo("last");
    assertThat(first.told()).isEmpty();

    bind(100).leaves();
    bind(100).leaves();

    assertThat(first.told()).containsExactly(PipeSignal.ENDED);
  }
}
