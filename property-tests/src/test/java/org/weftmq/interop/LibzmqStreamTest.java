package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.stream.Stream;
import org.weftmq.pattern.stream.StreamEvent;

/** STREAM, with libzmq at the other end: as a STREAM itself, or as a peer that speaks ZMTP. */
@Needs(Binding.PYZMQ)
class LibzmqStreamTest {
  private static final String LOCAL = "tcp://127.0.0.1:*";
  private static final Duration QUIET = Duration.ofMillis(200);

  private static Message received(Duplex socket) throws InterruptedException {
    return socket.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
  }

  /** Both sides get the same frames in the same order, so that one may stand for the other. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itsMessagesHaveTheFramesOfLibzmqs(boolean weftBinds) throws Exception {
    try (var context = Context.open();
        var ours = Sockets.open(context, SocketType.STREAM);
        var theirs = LibzmqPeer.open("STREAM").set("RECONNECT_IVL", 60_000)) {
      if (weftBinds) {
        ours.bind(LOCAL);
        theirs.connect(ours.endpoint());
      } else {
        ours.connect(theirs.bind(LOCAL));
      }
      var here = received(ours);
      var there = theirs.receive();
      assertThat(here.size()).isEqualTo(there.size()).isEqualTo(2);
      assertThat(here.first().size()).isEqualTo(there.first().size()).isEqualTo(5);
      assertThat(here.first().byteAt(0)).isEqualTo(there.first().byteAt(0)).isZero();
      assertThat(here.frame(1)).isEqualTo(there.frame(1)).isEqualTo(Frame.empty());

      ours.send(Message.of("hello").prepend(here.first()));
      assertThat(theirs.receive()).isEqualTo(Message.of("hello").prepend(there.first()));
      theirs.send(Message.of("hello yourself").prepend(there.first()));
      assertThat(received(ours)).isEqualTo(Message.of("hello yourself").prepend(here.first()));

      ours.send(Message.of("").prepend(here.first()));
      assertThat(theirs.receive()).isEqualTo(Message.of("").prepend(there.first()));
      assertThat(ours.receive(QUIET)).isEmpty(); // who closes is not told of it
    }
  }

  @Test
  void isToldWhenLibzmqCloses() throws Exception {
    try (var context = Context.open();
        var ours = Stream.open(context).bind(LOCAL);
        var theirs = LibzmqPeer.open("STREAM")) {
      theirs.connect(ours.endpoint());
      var id = ours.receive(PATIENCE).orElseThrow().id();
      var there = theirs.receive();

      theirs.send(Message.of("bye").prepend(there.first()));
      theirs.send(there);

      assertThat(ours.receive(PATIENCE)).contains(new StreamEvent.Data(id, Frame.of("bye")));
      var next = Optional.<StreamEvent>empty();
      for (var i = 0; i < 100 && next.isEmpty(); i++) {
        theirs.look(); // it closes while it is used, though not at once
        next = ours.receive(QUIET);
      }
      assertThat(next).contains(new StreamEvent.Disconnected(id));
    }
  }

  @Test
  void noByteIsLostOnTheWayToOrFromLibzmq() throws Exception {
    var size = 8 << 20;
    try (var context = Context.open();
        var ours = Stream.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 4);
        var theirs = LibzmqPeer.open("STREAM")) {
      ours.bind(LOCAL);
      theirs.connect(ours.endpoint());
      var id = ours.receive(PATIENCE).orElseThrow().id();
      var there = theirs.receive().first();

      theirs.send(Message.wrap(new byte[size]).prepend(there));
      theirs.send(Message.of("end").prepend(there));
      assertThat(total(ours, size + 3)).isEqualTo(size + 3);

      ours.send(id, Frame.wrap(new byte[100_000]));
      ours.send(id, "end");
      ours.disconnect(id);
      var count = 0;
      for (var next = theirs.receive().frame(1);
          !next.isEmpty();
          next = theirs.receive().frame(1)) {
        count += next.size();
      }
      assertThat(count).isEqualTo(100_003);
    }
  }

  private static int total(Stream from, int atLeast) throws InterruptedException {
    var count = 0;
    while (count < atLeast) {
      count += ((StreamEvent.Data) from.receive(PATIENCE).orElseThrow()).bytes().size();
    }
    return count;
  }

  /** 37/ZMTP, byte for byte, as libzmq's own test_stream has it. */
  @Test
  void libzmqsStreamSeesOurDealerAsItSeesItsOwn() throws Exception {
    try (var context = Context.open();
        var dealer = Dealer.open(context);
        var theirs = LibzmqPeer.open("STREAM")) {
      dealer.connect(theirs.bind(LOCAL));
      var id = theirs.receive().first();
      var greeting = theirs.receive().frame(1);

      assertThat(greeting.byteAt(0)).isEqualTo((byte) 0xFF);
      assertThat(greeting.byteAt(9)).isEqualTo((byte) 0x7F);
      theirs.send(Message.wrap(greeting()).prepend(id));
      assertThat(theirs.receive().frame(1).hex())
          .isEqualTo(
              "0429055245414459"
                  + "0b536f636b65742d54797065000000064445414c4552"
                  + "084964656e7469747900000000");
    }
  }

  private static byte[] greeting() {
    var greeting = new byte[64];
    greeting[0] = (byte) 0xFF;
    greeting[9] = 0x7F;
    greeting[10] = 3;
    System.arraycopy(new byte[] {'N', 'U', 'L', 'L'}, 0, greeting, 12, 4);
    return greeting;
  }

  @Test
  void seesLibzmqsDealer() throws Exception {
    try (var context = Context.open();
        var ours = Stream.open(context).bind(LOCAL);
        var theirs = LibzmqPeer.open("DEALER")) {
      theirs.connect(ours.endpoint());
      var id = ours.receive(PATIENCE).orElseThrow().id();
      ours.send(id, Frame.wrap(greeting()));

      var seen = new StringBuilder();
      while (seen.length() < 2 * (64 + 43)) {
        seen.append(((StreamEvent.Data) ours.receive(PATIENCE).orElseThrow()).bytes().hex());
      }
      assertThat(seen.substring(2 * 64)).startsWith("0429055245414459");
    }
  }
}
