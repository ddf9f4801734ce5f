package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.stream.Stream;
import org.weftmq.pattern.stream.StreamEvent;

/**
 * Many bytes between our STREAM and that of libzmq, and the first bytes of our ZMTP as it sees
 * them.
 */
@Needs(Binding.PYZMQ)
class LibzmqBytesTest {
  private static final Duration A_MOMENT = Duration.ofMillis(20);
  private static final Frame LARGE = random(1 << 20);
  private static final String GREETING =
      "ff00000000000000007f" + "0301" + "4e554c4c" + "00".repeat(16 + 32);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bytesGoBothWaysAndEitherSideHangsUp(boolean weftBinds) throws Exception {
    try (var context = Context.open();
        var weft = Stream.open(context);
        var peer = LibzmqPeer.open("STREAM")) {
      if (weftBinds) {
        weft.bind("tcp://127.0.0.1:*");
        peer.connect(weft.endpoint());
      } else {
        weft.connect(peer.bind("tcp://127.0.0.1:*"));
      }
      var weftOfPeer = announced(peer);
      var peerOfWeft = weft.receive(PATIENCE).orElseThrow();
      assertThat(peerOfWeft).isInstanceOf(StreamEvent.Connected.class);

      weft.send(peerOfWeft.id(), LARGE);
      assertThat(received(peer, LARGE.size())).isEqualTo(LARGE);
      peer.send(Message.of(weftOfPeer).append(LARGE));
      assertThat(received(weft, LARGE.size())).isEqualTo(LARGE);

      if (weftBinds) {
        weft.disconnect(peerOfWeft.id());
        assertThat(peer.receive()).isEqualTo(Message.of(weftOfPeer).append(Frame.empty()));
      } else {
        peer.send(Message.of(weftOfPeer).append(Frame.empty()));
        var gone = new StreamEvent.Disconnected(peerOfWeft.id());
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInSameThread()
            .until(
                () -> {
                  peer.receive(A_MOMENT); // it hangs up while it is used; we come back
                  return weft.receive(A_MOMENT).filter(gone::equals).isPresent();
                });
      }
    }
  }

  /** 37/ZMTP, word for word: the greeting, and READY with the type and an empty identity. */
  @Test
  void theStreamOfLibzmqSeesOurHandshake() throws Exception {
    try (var context = Context.open();
        var dealer = Dealer.open(context).bind("tcp://127.0.0.1:*");
        var peer = LibzmqPeer.open("STREAM")) {
      peer.connect(dealer.endpoint());
      var id = announced(peer);
      var greeting = Frame.wrap(HexFormat.of().parseHex(GREETING));
      peer.send(Message.of(id).append(greeting));
      // READY follows as soon as we have greeted, so both may come to the peer at once
      var ready =
          Frame.wrap(
              "\4\51\5READY\13Socket-Type\0\0\0\6DEALER\10Identity\0\0\0\0"
                  .getBytes(StandardCharsets.ISO_8859_1));
      assertThat(received(peer, greeting.size() + ready.size()).hex())
          .isEqualTo(GREETING + ready.hex());

      peer.send(Message.of(id).append(ready));
      peer.send(Message.of(id).append(Frame.of("\1\4some\0\5thing")));
      assertThat(dealer.receive(PATIENCE)).contains(Message.of("some", "thing"));
      dealer.send("hello");
      assertThat(received(peer, 7)).isEqualTo(Frame.of("\0\5hello"));
    }
  }

  private static Frame announced(LibzmqPeer peer) {
    var announcement = peer.receive();
    assertThat(announcement.size()).isEqualTo(2);
    assertThat(announcement.frame(1)).isEqualTo(Frame.empty());
    return announcement.first();
  }

  /** So many bytes, and all that came with the last of them. */
  private static Frame received(LibzmqPeer peer, int size) {
    var bytes = new ByteArrayOutputStream();
    while (bytes.size() < size) {
      bytes.writeBytes(peer.receive().frame(1).bytes());
    }
    return Frame.wrap(bytes.toByteArray());
  }

  private static Frame received(Stream weft, int size) throws InterruptedException {
    var bytes = new ByteArrayOutputStream();
    while (bytes.size() < size) {
      var event = weft.receive(PATIENCE).orElseThrow();
      assertThat(event).isInstanceOf(StreamEvent.Data.class);
      bytes.writeBytes(((StreamEvent.Data) event).bytes().bytes());
    }
    return Frame.wrap(bytes.toByteArray());
  }

  private static Frame random(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Frame.wrap(bytes);
  }
}
