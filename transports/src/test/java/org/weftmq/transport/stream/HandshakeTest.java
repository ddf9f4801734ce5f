package org.weftmq.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Option;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.spi.Peer;
import org.weftmq.zmtp.Bytes;
import org.weftmq.zmtp.Greeting;

class HandshakeTest {
  private final MemoryWire[] wire = MemoryWire.pair(10_000);
  private final RawPeer peer = new RawPeer(wire[1]);

  @AfterEach
  void close() {
    wire[0].close();
  }

  private Carried carry(TestSocket socket) {
    return new Carried(socket, wire[0]);
  }

  private Carried carryPair() {
    return carry(new TestSocket(SocketType.PAIR).set(Handshake.TIMEOUT, Option.FOREVER));
  }

  @Test
  void greetsAtOnce() throws Exception {
    carryPair();

    assertThat(peer.read(64)).isEqualTo(RawPeer.greeting(1, "NULL"));
  }

  // 37/ZMTP, "NULL": neither peer waits for the other's READY
  @Test
  void isReadyWithoutWaitingForThePeer() throws Exception {
    carry(new TestSocket(SocketType.DEALER));

    peer.write(RawPeer.greeting(1, "NULL"));

    peer.read(64);
    assertThat(peer.read(43))
        .isEqualTo(
            Bytes.of("04 29 05 'READY' 0b 'Socket-Type' 00000006 'DEALER' 08 'Identity' 00000000"));
  }

  @Test
  void announcesItsIdentity() throws Exception {
    carry(new TestSocket(SocketType.REQ).identity("me"));

    peer.write(RawPeer.greeting(1, "NULL"));

    peer.read(64);
    assertThat(peer.readFrame())
        .isEqualTo(
            Bytes.of("05 'READY' 0b 'Socket-Type' 00000003 'REQ' 08 'Identity' 00000002 'me'"));
  }

  @Test
  void announcesNoIdentityWhereTheTypeHasNone() throws Exception {
    carry(new TestSocket(SocketType.PUSH).identity("me"));

    peer.write(RawPeer.greeting(1, "NULL"));

    peer.read(64);
    assertThat(peer.readFrame()).isEqualTo(Bytes.of("05 'READY' 0b 'Socket-Type' 00000004 'PUSH'"));
  }

  @Test
  void introducesThePeerToTheSocket() throws Exception {
    var socket = new TestSocket(SocketType.PAIR);
    var carried = carry(socket);

    peer.write(RawPeer.greeting(1, "NULL"));
    peer.write("04 35 05 'READY' 0b 'socket-type' 00000006 'DEALER' 08 'IDENTITY' 00000003 'abc'");
    peer.write("03 'X-a' 00000001 'b'");
    wire[1].shutOutput();

    assertThat(carried.reason()).isEmpty();
    assertThat(socket.peers)
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.type()).isEqualTo(SocketType.DEALER);
              assertThat(p.identity()).isEqualTo(RoutingId.of("abc"));
              assertThat(p.address()).isEqualTo("memory");
              assertThat(p.metadata())
                  .containsEntry("X-a", "b")
                  .containsEntry("socket-type", "DEALER");
            });
  }

  @Test
  void doesNotAttachThePeerBeforeItIsReady() throws Exception {
    var socket = new TestSocket(SocketType.PAIR);
    carry(socket);
    peer.write(RawPeer.greeting(1, "NULL"));
    var ready = RawPeer.ready("PAIR");

    peer.write(Arrays.copyOf(ready, ready.length - 1));
    peer.read(64);
    peer.readFrame();

    assertThat(socket.peers).isEmpty();
  }

  @Test
  void takesWhatComesInOneSegment() throws Exception {
    var socket = new TestSocket(SocketType.PAIR);
    carry(socket);

    var greeting = RawPeer.greeting(1, "NULL");
    var ready = RawPeer.ready("PAIR");
    var all = Arrays.copyOf(greeting, 64 + ready.length + 3);
    System.arraycopy(ready, 0, all, 64, ready.length);
    System.arraycopy(Bytes.of("00 01 'x'"), 0, all, 64 + ready.length, 3);
    peer.write(all);

    assertThat(socket.near.take()).hasToString("Message[Frame[1 B 78]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'GET / HTTP/1.1' 0d0a", "16 03 01", "01 00", "ff 0000000000000001 7e"})
  void refusesWhatIsNotZmtpAtOnce(String bytes) throws Exception {
    var carried = carryPair();

    peer.write(bytes);

    assertThat(carried.reason()).isEqualTo("the peer does not speak ZMTP");
  }

  @Test
  void refusesAnOlderVersion() throws Exception {
    var carried = carryPair();

    peer.write("ff 0000000000000001 7f 01");

    assertThat(carried.reason()).isEqualTo("the peer speaks a version of ZMTP older than 3.0");
  }

  @Test
  void refusesAnotherMechanism() throws Exception {
    var carried = carryPair();

    peer.write(RawPeer.greeting(1, "CURVE"));

    assertThat(carried.reason())
        .isEqualTo("the peer's security mechanism is CURVE, this socket's is NULL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "04 06 05 'READY' | the peer announced no Socket-Type",
        "04 18 05 'READY' 0b 'Socket-Type' 00000002 'XX' | the peer announced an unknown"
            + " Socket-Type",
        "04 37 05 'READY' 0b 'Socket-Type' 00000021 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'"
            + " | the peer announced a Socket-Type of 33 bytes",
        "04 27 05 'READY' 0b 'Socket-Type' 00000003 'REQ' 08 'Identity' 00000001 00"
            + " | the peer announced an Identity that begins with a zero byte",
        "04 07 05 'READY' 00 | the peer announced malformed metadata",
        "04 01 05 | the peer sent a malformed command",
        "00 02 'hi' | the peer sent a frame of 2 bytes where no more than 0 are allowed",
        "00 00 | the peer sent a message before it was ready",
        "05 | the peer sent a command that is to be continued",
        "04 07 04 'PING' 0000 | the peer did not say READY",
        "06 0000000000002001 | the peer sent a frame of 8193 bytes where no more than 8192 are"
            + " allowed"
      })
  void tellsThePeerWhatItDidWrong(String ready, String reason) throws Exception {
    var carried = carryPair();
    peer.write(RawPeer.greeting(1, "NULL"));
    peer.read(64);
    peer.readFrame();

    peer.write(ready);

    assertThat(carried.reason()).isEqualTo(reason);
    assertThat(peer.readToEnd()).isEqualTo(error(reason));
  }

  private static byte[] error(String reason) {
    return Bytes.of(
        "04 %02x 05 'ERROR' %02x '%s'".formatted(7 + reason.length(), reason.length(), reason));
  }

  @Test
  void refusesAnIdentityThatIsTooLong() throws Exception {
    var carried = carryPair();
    peer.write(RawPeer.greeting(1, "NULL"));

    peer.write("06 0000000000000126 05 'READY' 0b 'Socket-Type' 00000003 'REQ'");
    peer.write("08 'Identity' 00000100");
    peer.write(Bytes.pattern(256));

    assertThat(carried.reason()).isEqualTo("the peer announced an Identity of 256 bytes");
  }

  @Test
  void passesOnWhyThePeerRefused() throws Exception {
    var carried = carryPair();
    peer.write(RawPeer.greeting(1, "NULL"));

    peer.write("04 0a 05 'ERROR' 03 'bad'");

    assertThat(carried.reason()).isEqualTo("the peer refused: bad");
  }

  @Test
  void tellsThePeerWhyTheSocketRefusesIt() throws Exception {
    var carried = carry(new TestSocket(SocketType.PAIR).refusing("a PAIR has one peer"));
    peer.write(RawPeer.greeting(1, "NULL"));
    peer.write(RawPeer.ready("PAIR"));

    assertThat(carried.reason()).isEqualTo("a PAIR has one peer");
    peer.read(64);
    peer.readFrame();
    assertThat(peer.readToEnd()).isEqualTo(error("a PAIR has one peer"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 11, 63, 64, 70})
  void saysWhenThePeerGoesWhereverThatIs(int size) throws Exception {
    var carried = carryPair();
    var bytes = Arrays.copyOf(RawPeer.greeting(1, "NULL"), 70);
    bytes[64] = 4;
    bytes[65] = 20;

    peer.write(Arrays.copyOf(bytes, size));
    wire[1].shutOutput();

    assertThat(carried.reason()).isEqualTo("the peer closed the connection during the handshake");
    assertThat(wire[0].isClosed()).isTrue();
  }

  @Test
  void endsWhenItTakesTooLong() throws Exception {
    var carried =
        carry(new TestSocket(SocketType.PAIR).set(Handshake.TIMEOUT, Duration.ofMillis(50)));

    assertThat(carried.reason()).isEqualTo("the handshake took longer than 50 ms");
  }

  @Test
  void givesAPeerThatTricklesNoMoreTime() throws Exception {
    var carried =
        carry(new TestSocket(SocketType.PAIR).set(Handshake.TIMEOUT, Duration.ofMillis(200)));
    var greeting = RawPeer.greeting(1, "NULL");
    var sent = 0;

    while (!carried.isOver() && sent < greeting.length) {
      try {
        peer.write(new byte[] {greeting[sent++]});
      } catch (IOException e) {
        break; // closed
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }

    assertThat(carried.reason()).isEqualTo("the handshake took longer than 200 ms");
    assertThat(sent).isLessThan(greeting.length);
  }

  @Test
  void doesNotEndOnceItIsDone() throws Exception {
    var socket = new TestSocket(SocketType.PAIR).set(Handshake.TIMEOUT, Duration.ofMillis(100));
    var carried = carry(socket);
    peer.shakeHands();

    java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
    peer.write("00 01 'x'");

    assertThat(socket.near.take()).isNotNull();
    assertThat(carried.isOver()).isFalse();
  }

  @Test
  void endsWhenItIsClosed() throws Exception {
    var carried = carryPair();
    peer.read(Greeting.SIZE);

    carried.close();

    assertThat(carried.reason()).isEqualTo("the connection was closed");
  }

  @Test
  void knowsNoPeerOfWhomNothingWasAnnounced() throws Exception {
    var socket = new TestSocket(SocketType.PAIR);
    carry(socket);
    peer.shakeHands();
    peer.write("00 00");
    socket.near.take();

    assertThat(socket.peers).extracting(Peer::identity).containsExactly(RoutingId.none());
  }
}
