package org.weftmq.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.BadOptionException;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.zmtp.Bytes;

class HeartbeatTest {
  private static final byte[] PING = Bytes.of("04 07 04 'PING' 0000");

  private final MemoryWire[] wire = MemoryWire.pair(10_000);
  private final TestSocket socket = new TestSocket(SocketType.PAIR);

  @AfterEach
  void close() {
    wire[0].close();
    wire[1].close();
  }

  private Carried carry(int intervalMillis, int timeoutMillis) {
    socket.set(Heartbeat.INTERVAL, Duration.ofMillis(intervalMillis));
    socket.set(Heartbeat.TIMEOUT, Duration.ofMillis(timeoutMillis));
    return new Carried(socket, wire[0]);
  }

  private RawPeer peer() throws Exception {
    return new RawPeer(wire[1]).shakeHands();
  }

  @Test
  void sendsAPingAtEachInterval() throws Exception {
    carry(20, 10_000);
    var peer = peer();

    for (var i = 0; i < 5; i++) {
      assertThat(peer.read(PING.length)).isEqualTo(PING);
    }
  }

  @Test
  void announcesItsTtlInTenthsOfASecond() throws Exception {
    socket.set(Heartbeat.TTL, Duration.ofMillis(65_600));
    carry(20, 10_000);
    var peer = peer();

    assertThat(peer.read(PING.length)).isEqualTo(Bytes.of("04 07 04 'PING' 0290"));
  }

  @Test
  void givesUpAPeerThatDoesNotAnswer() throws Exception {
    var carried = carry(20, 400);
    peer();

    assertThat(carried.reason()).isEqualTo("the peer gave no sign of life after a PING");
  }

  @Test
  void takesTheIntervalForATimeoutThatIsNotSet() throws Exception {
    var carried = carry(50, 0);
    peer();

    assertThat(carried.reason()).isEqualTo("the peer gave no sign of life after a PING");
  }

  @Test
  void takesAnyBytesForASignOfLife() throws Exception {
    var carried = carry(200, 200);
    var peer = peer();

    peer.write("00 05");
    for (var i = 0; i < 5; i++) {
      peer.read(PING.length);
      peer.write("'x'"); // not even a whole frame, and no PONG
    }

    assertThat(socket.near.take()).isEqualTo(Message.of("xxxxx"));
    assertThat(carried.isOver()).isFalse();
  }

  @Test
  void doesNotGiveUpAPeerToWhichItDoesNotListenItself() throws Exception {
    socket.marks(0, 1);
    var carried = carry(20, 40);
    var peer = peer();

    peer.write("00 01 'a' 00 01 'b'");
    for (var i = 0; i < 10; i++) {
      assertThat(peer.read(PING.length)).isEqualTo(PING); // these still go out
    }
    assertThat(carried.isOver()).isFalse();

    socket.near.take();
    socket.near.take();
    assertThat(carried.reason()).isEqualTo("the peer gave no sign of life after a PING");
  }

  @Test
  void givesUpAPeerThatIsSilentForLongerThanItsTtl() throws Exception {
    var carried = carry(0, 0);
    var peer = peer();

    var begin = System.nanoTime();
    peer.write("04 07 04 'PING' 0002");

    assertThat(carried.reason()).isEqualTo("the peer was silent for longer than its TTL");
    assertThat(System.nanoTime() - begin).isGreaterThan(190_000_000L);
  }

  @Test
  void asksNoMoreOfATtlThanOneSignOfLife() throws Exception {
    var carried = carry(0, 0);
    var peer = peer();

    peer.write("04 07 04 'PING' 0001");
    assertThat(peer.read(7)).isEqualTo(Bytes.of("04 05 04 'PONG'"));
    peer.write("00 01 'x'");

    assertThat(socket.near.take()).isEqualTo(Message.of("x"));
    await().during(Duration.ofMillis(300)).until(() -> !carried.isOver());
  }

  @Test
  void doesNotGiveUpAPeerWithoutTtl() throws Exception {
    var carried = carry(0, 0);
    var peer = peer();

    peer.write("04 07 04 'PING' 0000");

    assertThat(peer.read(7)).isEqualTo(Bytes.of("04 05 04 'PONG'"));
    await().during(Duration.ofMillis(200)).until(() -> !carried.isOver());
  }

  // 65.6 s overflows 16 bits when it is counted in milliseconds
  @Test
  void countsALongTtlRight() throws Exception {
    var carried = carry(0, 0);
    var peer = peer();

    peer.write("04 07 04 'PING' 0290");

    assertThat(peer.read(7)).isEqualTo(Bytes.of("04 05 04 'PONG'"));
    await().during(Duration.ofMillis(300)).until(() -> !carried.isOver());
  }

  @Test
  void allowsOnlyATtlThatFitsIntoAPing() {
    var most = Duration.ofMillis(6_553_500);

    assertThat(Options.initial().with(Heartbeat.TTL, most).get(Heartbeat.TTL)).isEqualTo(most);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> Options.initial().with(Heartbeat.TTL, most.plusMillis(1)))
        .isInstanceOf(BadOptionException.class);
  }
}
