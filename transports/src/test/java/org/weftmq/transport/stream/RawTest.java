package org.weftmq.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadOptionException;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.spi.Control;
import org.weftmq.spi.Peer;
import org.weftmq.zmtp.Bytes;

class RawTest {
  private final List<MemoryWire> wires = new ArrayList<>();
  private final TestSocket socket = new TestSocket(SocketType.STREAM);

  @AfterEach
  void close() {
    wires.forEach(MemoryWire::close);
  }

  private RawPeer peerOf(TestSocket carried, int wireSize) {
    var wire = MemoryWire.pair(wireSize);
    wires.addAll(List.of(wire));
    connection = new Carried(carried, wire[0]);
    peerWire = wire[1];
    return new RawPeer(wire[1]);
  }

  // of the peer that was made last
  private Carried connection;
  private MemoryWire peerWire;

  /** What the socket receives next, at least {@code count} bytes unless it ends before. */
  private byte[] receive(int count, int largest) throws InterruptedException {
    var bytes = new ByteArrayOutputStream();
    while (bytes.size() < count && socket.near.take() instanceof Message message) {
      socket.near.sent(1);
      assertThat(message.byteSize()).isBetween(1L, (long) largest);
      bytes.writeBytes(message.first().bytes());
    }
    return bytes.toByteArray();
  }

  @Test
  void attachesAtOnceAndSaysNothing() throws Exception {
    var peer = peerOf(socket, 100);

    await().until(() -> !socket.peers.isEmpty());
    assertThat(socket.peers).containsExactly(Peer.raw("memory"));
    assertThat(socket.peers.getFirst().isRaw()).isTrue();
    connection.close();
    assertThat(peer.readToEnd()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 1000, 1 << 20})
  void writesTheBytesOfAllFramesAndNothingElse(int wireSize) throws Exception {
    var peer = peerOf(socket, wireSize);

    socket.near.put(Message.of("GET ", "/ ", "", "HTTP/1.0"));
    socket.near.put(new Control.Subscribe(Frame.of("no peer's business")));
    socket.near.put(Message.wrap(Bytes.pattern(100_000)));
    socket.near.put(Message.of("end"));

    assertThat(peer.read(14)).isEqualTo("GET / HTTP/1.0".getBytes());
    assertThat(peer.read(100_000)).isEqualTo(Bytes.pattern(100_000));
    assertThat(peer.read(3)).isEqualTo("end".getBytes());
    await().until(() -> socket.pipe().tally().written() == 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 8192, 65536})
  void cutsWhatComesIntoPieces(int chunk) throws Exception {
    socket.set(Raw.CHUNK, chunk);
    var peer = peerOf(socket, 1 << 20);
    var sent = Bytes.pattern(20_000);

    peer.write(sent);

    assertThat(receive(sent.length, chunk)).isEqualTo(sent);
  }

  @Test
  void takesNoMoreThanTheSocketDoes() throws Exception {
    socket.marks(0, 3).set(Raw.CHUNK, 10);
    var peer = peerOf(socket, 100);
    var sent = Bytes.pattern(100_000);
    var sender =
        Thread.startVirtualThread(
            () -> {
              try {
                peer.write(sent);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });

    await().during(Duration.ofMillis(100)).until(() -> socket.pipe().far().tally().written() == 0);
    assertThat(socket.pipe().far().tally().queued()).isEqualTo(3);
    assertThat(receive(sent.length, 10)).isEqualTo(sent);
    sender.join();
  }

  @Test
  void givesTheSocketAllThatCameBeforeTheEnd() throws Exception {
    var peer = peerOf(socket, 1 << 20);

    peer.write(Bytes.pattern(50_000));
    peerWire.close();

    assertThat(receive(50_000, 8192)).isEqualTo(Bytes.pattern(50_000));
    assertThat(connection.reason()).isEmpty();
  }

  /** Catches: bytes that were read but not yet given to a socket that was full, lost at the end. */
  @Test
  void givesAFullSocketAllThatWasReadWhenTheConnectionEnds() throws Exception {
    socket.marks(0, 2).set(Raw.CHUNK, 10);
    var peer = peerOf(socket, 1 << 20);
    peer.write(Bytes.pattern(1000));
    await().until(() -> socket.pipe().far().tally().queued() == 2);

    connection.close();

    assertThat(connection.reason()).isEqualTo("the connection was closed");
    assertThat(receive(1000, 10)).isEqualTo(Bytes.pattern(1000));
  }

  @Test
  void writesWhatIsQueuedToAPeerThatHasSaidAllItHas() throws Exception {
    for (var i = 0; i < 10; i++) {
      socket.near.put(Message.wrap(Bytes.pattern(100_000)));
    }
    var peer = peerOf(socket, 1000);
    peer.write("'request'");
    peerWire.shutOutput();

    for (var i = 0; i < 10; i++) {
      assertThat(peer.read(100_000)).isEqualTo(Bytes.pattern(100_000));
    }
    assertThatThrownBy(() -> peer.read(1)).isInstanceOf(EOFException.class);
    assertThat(connection.reason()).isEmpty();
    assertThat(socket.pipe().tally().written()).isEqualTo(10);
  }

  @Test
  void doesNotWaitForEverForAPeerThatNeitherSendsNorReads() throws Exception {
    socket.set(SocketOptions.LINGER, Duration.ZERO);
    socket.near.put(Message.wrap(Bytes.pattern(100_000)));
    peerOf(socket, 1000);

    peerWire.shutOutput();

    assertThat(connection.reason()).isEmpty();
    assertThat(socket.pipe().tally().written()).isZero();
    assertThat(socket.pipe().tally().unknown()).isEqualTo(1);
  }

  @Test
  void writesAllThatWasQueuedWhenTheSocketEnds() throws Exception {
    var peer = peerOf(socket, 1000);
    await().until(() -> !socket.peers.isEmpty());
    socket.near.put(Message.wrap(Bytes.pattern(100_000)));
    socket.near.close();

    assertThat(peer.readToEnd()).isEqualTo(Bytes.pattern(100_000));
    peerWire.close();
    assertThat(connection.reason()).isEmpty();
  }

  @Test
  void theRestIsForgottenOnceTheSocketHasEnded() throws Exception {
    socket.near.put(Message.of("bye"));
    var peer = peerOf(socket, 1000);
    assertThat(peer.read(3)).isEqualTo("bye".getBytes());
    socket.near.close();

    peer.write(Bytes.pattern(100_000)); // it would stand still if nobody read
    peerWire.close();

    assertThat(connection.reason()).isEmpty();
  }

  @Test
  void aRouterSpeaksItIfItIsToldTo() throws Exception {
    var router = new TestSocket(SocketType.ROUTER).set(Raw.ROUTER, true);
    var peer = peerOf(router, 1000);
    router.near.put(Message.of("hello"));

    assertThat(peer.read(5)).isEqualTo("hello".getBytes());
  }

  @Test
  void anotherTypeDoesNot() throws Exception {
    var dealer = new TestSocket(SocketType.DEALER).set(Raw.ROUTER, true);
    var peer = peerOf(dealer, 1000);

    assertThat(peer.read(1)).isEqualTo(new byte[] {(byte) 0xFF});
  }

  @Test
  void nobodySaysByZmtpThatItIsRaw() throws Exception {
    var router = new TestSocket(SocketType.ROUTER);
    var peer = peerOf(router, 1000);
    peer.write(RawPeer.greeting(1, "NULL"));
    peer.write(RawPeer.ready("STREAM"));

    assertThat(connection.reason()).contains("unknown Socket-Type");
    assertThat(router.peers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65537})
  void refusesPiecesThatNobodyCouldRead(int chunk) {
    assertThatThrownBy(() -> Options.initial().with(Raw.CHUNK, chunk))
        .isInstanceOf(BadOptionException.class)
        .hasMessageContaining("raw-chunk");
  }
}
