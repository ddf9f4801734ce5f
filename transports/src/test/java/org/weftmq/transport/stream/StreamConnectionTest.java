package org.weftmq.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.zmtp.Bytes;
import org.weftmq.zmtp.Limits;

class StreamConnectionTest {
  private final List<MemoryWire> wires = new ArrayList<>();

  @AfterEach
  void close() {
    wires.forEach(MemoryWire::close);
  }

  private MemoryWire[] wire(int size) {
    var pair = MemoryWire.pair(size);
    wires.addAll(List.of(pair));
    return pair;
  }

  private static List<Item> take(TestSocket socket, int count) throws InterruptedException {
    var items = new ArrayList<Item>();
    while (items.size() < count) {
      items.add(socket.near.take());
      socket.near.sent(1);
    }
    return items;
  }

  // ---- messages

  @ParameterizedTest
  @ValueSource(ints = {80, 1000, 100_000})
  void carriesMessagesOfEverySizeBothWays(int wireSize) throws Exception {
    var wire = wire(wireSize);
    var left = new TestSocket(SocketType.PAIR);
    var right = new TestSocket(SocketType.PAIR);
    new Carried(left, wire[0]);
    new Carried(right, wire[1]);
    var messages =
        IntStream.of(0, 1, 255, 256, 8191, 8192, 100_000, 3)
            .mapToObj(size -> Message.wrap(Bytes.pattern(size)).append(Frame.of("end")))
            .toList();

    for (var message : messages) {
      left.near.put(message);
      right.near.put(message);
    }

    assertThat(take(left, messages.size())).isEqualTo(messages);
    assertThat(take(right, messages.size())).isEqualTo(messages);
  }

  @Test
  void stopsReadingWhileTheSocketIsFull() throws Exception {
    var wire = wire(100);
    var socket = new TestSocket(SocketType.PAIR).marks(0, 2);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();
    var sent = new java.util.concurrent.atomic.AtomicInteger();

    var sender =
        Thread.startVirtualThread(
            () -> {
              try {
                while (sent.get() < 10_000) {
                  peer.write("00 0a '0123456789'");
                  sent.incrementAndGet();
                }
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });

    await().until(() -> sender.getState() == Thread.State.WAITING);
    assertThat(sent.get()).isLessThan(500); // 4 KiB of our own buffer at most
    assertThat(take(socket, 10_000)).hasSize(10_000);
    sender.join();
  }

  @Test
  void countsWhatWasWritten() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.PAIR);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    socket.near.put(Message.of("ab"));

    assertThat(peer.read(4)).isEqualTo(Bytes.of("00 02 'ab'"));
    await().until(() -> socket.pipe().tally().written() == 1);
  }

  // ---- subscriptions

  @Test
  void sendsSubscriptionsAsMessagesToAnOlderPeer() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.SUB);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands(0, "PUB");

    socket.near.put(new Control.Subscribe(Frame.of("a")));

    assertThat(peer.read(4)).isEqualTo(Bytes.of("00 02 01 'a'"));
  }

  @ParameterizedTest
  @EnumSource(names = {"PUB", "XPUB"})
  void takesSubscriptionsOfEitherStyle(SocketType type) throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(type);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands(0, "SUB");

    peer.write("00 02 01 'a' 00 01 00 04 0b 09 'SUBSCRIBEb' 04 07 06 'CANCEL'");

    assertThat(take(socket, 4))
        .containsExactly(
            new Control.Subscribe(Frame.of("a")),
            new Control.Cancel(Frame.empty()),
            new Control.Subscribe(Frame.of("b")),
            new Control.Cancel(Frame.empty()));
  }

  @Test
  void refusesATopicThatIsTooLongForACommand() throws Exception {
    var wire = wire(100_000);
    var carried = new Carried(new TestSocket(SocketType.XPUB), wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands(0, "SUB");

    peer.write("02 0000000000010001 01");
    peer.write(new byte[65536]);

    assertThat(carried.reason()).isEqualTo("the peer subscribed to a topic of 65536 bytes");
  }

  @Test
  void leavesMessagesThatLookLikeSubscriptionsToOtherTypes() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.PAIR);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    peer.write("00 02 01 'a' 04 0b 09 'SUBSCRIBEb' 04 05 04 'JOIN' 00 01 'x'");

    assertThat(take(socket, 2)).containsExactly(Message.wrap(Bytes.of("01 'a'")), Message.of("x"));
  }

  @Test
  void takesGroupsForARadio() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.RADIO);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands(1, "DISH");

    peer.write("04 06 04 'JOINg' 04 07 05 'LEAVEg'");

    assertThat(take(socket, 2))
        .containsExactly(new Control.Join(Frame.of("g")), new Control.Leave(Frame.of("g")));
  }

  @Test
  void passesOverMessagesToASocketThatOnlySends() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.PUSH).marks(0, 1);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands(1, "PULL");

    for (var i = 0; i < 100; i++) {
      peer.write("00 01 'x'");
    }
    peer.write("04 07 04 'PING' 0000");

    assertThat(peer.read(7)).isEqualTo(Bytes.of("04 05 04 'PONG'"));
    assertThat(socket.near.hasRoom()).isTrue();
  }

  // ---- breaking the rules

  /** 41/CLISRV and its kin: "MAY disconnect a peer that is sending multipart messages". */
  @ParameterizedTest
  @CsvSource({
    "CLIENT, SERVER, 41/CLISRV",
    "SERVER, CLIENT, 41/CLISRV",
    "SCATTER, GATHER, 49/SCATTERGATHER",
    "GATHER, SCATTER, 49/SCATTERGATHER",
    "PEER, PEER, 51/P2P",
    "CHANNEL, CHANNEL, 52/CHANNEL"
  })
  void refusesAMessageOfMoreFramesToATypeThatTakesOne(
      SocketType type, SocketType peersType, String rule) throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(type);
    var carried = new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands(1, peersType.name());

    peer.write("00 01 'x' 01 01 'y' 00 01 'z'");

    assertThat(carried.reason())
        .isEqualTo(
            "the peer sent a message of 2 frames to a %s, whose messages have exactly one (%s)"
                .formatted(type, rule));
    if (type.receives()) {
      assertThat(take(socket, 1)).containsExactly(Message.of("x"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08 00 | the peer sent a frame with reserved flags",
        "02 ffffffffffffffff | the peer sent a frame of 18446744073709551615 bytes where no more"
            + " than 100 are allowed",
        "01 32 | the peer sent a message of more than 1 frames",
        "04 05 04 'PING' | the peer sent a PING without a TTL",
        "04 06 05 'READY' | the peer said READY twice",
        "04 09 05 'ERROR' 02 'no' | the peer ended the connection: no",
        "04 00 | the peer sent a command without a name"
      })
  void endsTheConnectionToAPeerThatBreaksTheRules(String bytes, String reason) throws Exception {
    var wire = wire(1000);
    var socket =
        new TestSocket(SocketType.PAIR)
            .set(Limits.MAX_MESSAGE_SIZE, 100L)
            .set(Limits.MAX_FRAMES, 1);
    var carried = new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    peer.write("00 04 'good'");
    peer.write(Arrays.copyOf(Bytes.of(bytes), Bytes.of(bytes).length + 52));

    assertThat(carried.reason()).isEqualTo(reason);
    assertThat(take(socket, 1)).containsExactly(Message.of("good"));
    assertThat(socket.near.poll()).isNull();
  }

  @Test
  void ignoresCommandsItDoesNotKnow() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.PAIR);
    new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    peer.write("04 04 03 'NEW' 04 05 04 'PONG' 00 01 'x'");

    assertThat(take(socket, 1)).containsExactly(Message.of("x"));
  }

  // ---- PING

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'abc', 'abc'",
    "'0123456789abcdef', '0123456789abcdef'",
    "'0123456789abcdefg', '0123456789abcdef'"
  })
  void answersAPingWithUpToSixteenBytesOfItsContext(String context, String echoed)
      throws Exception {
    var wire = wire(1000);
    new Carried(new TestSocket(SocketType.PAIR), wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    peer.write("04 %02x 04 'PING' 0000 '%s'".formatted(7 + context.length(), context));

    assertThat(peer.readFrame()).isEqualTo(Bytes.of("04 'PONG' '" + echoed + "'"));
  }

  @Test
  void keepsNoMoreThanOneAnswerForAPeerThatDoesNotRead() throws Exception {
    var wire = wire(80);
    new Carried(new TestSocket(SocketType.PAIR), wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    for (var i = 0; i < 10_000; i++) {
      peer.write("04 07 04 'PING' 0000");
    }
    wire[1].shutOutput();

    assertThat(peer.readToEnd().length).isLessThan(1000);
  }

  // ---- the end

  @Test
  void endsWhenThePeerDoes() throws Exception {
    var wire = wire(1000);
    var carried = new Carried(new TestSocket(SocketType.PAIR), wire[0]);
    new RawPeer(wire[1]).shakeHands();

    wire[1].shutOutput();

    assertThat(carried.reason()).isEmpty();
    assertThat(wire[0].isClosed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "00 05", "00 05 'abc'", "01 01 'a'", "01 01 'a' 00"})
  void deliversNoMessageInPart(String bytes) throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.PAIR);
    var carried = new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    peer.write("00 01 'x'");
    peer.write(bytes);
    wire[1].shutOutput();

    assertThat(carried.reason())
        .isEqualTo("the peer closed the connection in the middle of a message");
    assertThat(take(socket, 1)).containsExactly(Message.of("x"));
    assertThat(socket.near.poll()).isNull();
  }

  @Test
  void writesAllThatWasQueuedWhenTheSocketEnds() throws Exception {
    var wire = wire(80);
    var socket = new TestSocket(SocketType.PAIR);
    var carried = new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();
    for (var i = 0; i < 1000; i++) {
      socket.near.put(Message.of("0123456789"));
    }

    socket.near.close();

    for (var i = 0; i < 1000; i++) {
      assertThat(peer.readFrame()).hasSize(10);
    }
    assertThat(peer.readToEnd()).isEmpty();
    wire[1].close();
    assertThat(carried.reason()).isEmpty();
    assertThat(socket.pipe().tally().written()).isEqualTo(1000);
  }

  @Test
  void goesOnReadingUntilThePeerHasEverything() throws Exception {
    var wire = wire(80);
    var socket = new TestSocket(SocketType.PAIR).marks(0, 1);
    var carried = new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();
    socket.near.put(Message.wrap(new byte[200]));

    socket.near.close();
    peer.write(new byte[1000]); // would never end if nobody read

    assertThat(peer.read(202)).hasSize(202);
    assertThat(wire[0].isClosed()).isFalse();
    wire[1].shutOutput();
    assertThat(carried.reason()).isEmpty();
  }

  @Test
  void doesNotWaitForAPeerForEverOnceAllIsWritten() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.PAIR);
    var carried = new Carried(socket, wire[0]);
    new RawPeer(wire[1]).shakeHands();

    socket.near.put(Message.of("x"));
    socket.near.close();

    assertThat(carried.reason()).isEmpty();
    assertThat(wire[0].isClosed()).isTrue();
  }

  @Test
  void keepsWhatWasNotWrittenWhenTheConnectionBreaks() throws Exception {
    var wire = wire(100);
    var socket = new TestSocket(SocketType.PAIR);
    var carried = new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();
    for (var i = 0; i < 100; i++) {
      socket.near.put(Message.of("0123456789"));
    }

    peer.read(18); // one message, and half of the next
    await().until(() -> socket.pipe().tally().written() == 9); // 108 of 118 bytes are in the wire
    wire[1].close();

    assertThat(carried.reason()).isEmpty();
    assertThat(socket.pipe().tally().unknown()).isEqualTo(1);
    assertThat(socket.pipe().tally().written()).isEqualTo(9);
    assertThat(socket.pipe().tally().offered()).isEqualTo(100);
  }

  @Test
  void releasesAReaderWhoseSocketIsFull() throws Exception {
    var wire = wire(1000);
    var socket = new TestSocket(SocketType.PAIR).marks(0, 1);
    var carried = new Carried(socket, wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();
    peer.write("00 01 'a' 00 01 'b' 00 01 'c'");
    await().until(() -> !socket.pipe().far().isWritable());

    carried.close();

    assertThat(carried.reason()).isEqualTo("the connection was closed");
  }

  @Test
  void endsWhenItIsClosed() throws Exception {
    var wire = wire(1000);
    var carried = new Carried(new TestSocket(SocketType.PAIR), wire[0]);
    var peer = new RawPeer(wire[1]).shakeHands();

    carried.close();

    assertThat(carried.reason()).isEqualTo("the connection was closed");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> peer.read(1))
        .isInstanceOf(EOFException.class);
  }
}
