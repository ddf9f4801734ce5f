package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.stream.Stream;
import org.weftmq.pattern.stream.StreamEvent;

/** STREAM, with libzmq at the other end: as a STREAM itself, or as a peer that speaks ZMTP. */
@Needs(Binding.PYZMQ)
class LibzmqStreamTest {
  private static final String LOCAL = "tcp://127.0.0.1:*";
  private static final Duration QUIET = Duration.ofMillis(200);

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
