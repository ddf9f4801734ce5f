package org.weftmq.pattern.stream;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.weftmq.pattern.stream.Bare.SOON;
import static org.weftmq.pattern.stream.Bare.connection;
import static org.weftmq.pattern.stream.Bare.next;
import static org.weftmq.pattern.stream.Bare.reach;
import static org.weftmq.pattern.stream.Bare.readToEnd;
import static org.weftmq.pattern.stream.Bare.write;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.BadEndpointException;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.NoRouteException;
import org.weftmq.PeerFullException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;

class StreamTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Context context = Context.open();
  private final Stream stream = Stream.open(context).bind("tcp://127.0.0.1:*");

  @AfterEach
  void close() {
    context.close();
  }

  // ---- beginning, bytes, end

  @Test
  void tellsOfAPeerThatComesAndTalksAndGoes() throws Exception {
    try (var peer = reach(stream.endpoint())) {
      write(peer, "hello");
      peer.shutdownOutput();

      var connected = (StreamEvent.Connected) next(stream);
      assertThat(connected.id().isGenerated()).isTrue();
      assertThat(connected.id().frame().size()).isEqualTo(5);
      assertThat(connected.address()).isEqualTo("127.0.0.1:" + peer.getLocalPort());
      assertThat(next(stream)).isEqualTo(new StreamEvent.Data(connected.id(), Frame.of("hello")));
      assertThat(next(stream)).isEqualTo(new StreamEvent.Disconnected(connected.id()));
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void saysNothingBeforeItsUserDoes() throws Exception {
    try (var peer = reach(stream.endpoint())) {
      connection(stream);
      peer.setSoTimeout((int) SHORT.toMillis());

      assertThatThrownBy(() -> peer.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void sendsOnTheConnectionOfThatId() throws Exception {
    try (var one = reach(stream.endpoint())) {
      var first = connection(stream);
      try (var two = reach(stream.endpoint())) {
        var second = connection(stream);

        stream.send(second, "to the second");
        stream.send(first, Message.of("to ", "the ", "first"));
        stream.disconnect(first);
        stream.disconnect(second);

        assertThat(readToEnd(one)).isEqualTo("to the first");
        assertThat(readToEnd(two)).isEqualTo("to the second");
      }
    }
  }

  @Test
  void isToldOnlyOfBytesIfItWantsThat() throws Exception {
    stream.set(Stream.NOTIFY, false);
    try (var peer = reach(stream.endpoint())) {
      write(peer, "hello");
    }

    assertThat(next(stream)).isInstanceOf(StreamEvent.Data.class);
    assertThat(stream.receive(SHORT)).isEmpty();
  }

  @Test
  void aPeerThatResetsTheConnectionIsGone() throws Exception {
    var peer = reach(stream.endpoint());
    var id = connection(stream);
    peer.setSoLinger(true, 0);
    peer.close();

    assertThat(next(stream)).isEqualTo(new StreamEvent.Disconnected(id));
    assertThatThrownBy(() -> stream.send(id, "late")).isInstanceOf(NoRouteException.class);
    assertThat(stream.disconnect(id)).isFalse();
  }

  // ---- disconnecting

  @Test
  void closesTheConnectionOnceAllThatIsQueuedIsWritten() throws Exception {
    var large = "x".repeat(4 << 20);
    try (var peer = reach(stream.endpoint())) {
      var id = connection(stream);

      stream.send(id, large);
      stream.send(id, "end");
      assertThat(stream.disconnect(id)).isTrue();

      assertThat(stream.disconnect(id)).isFalse();
      assertThatThrownBy(() -> stream.send(id, "late")).isInstanceOf(NoRouteException.class);
      assertThat(readToEnd(peer)).isEqualTo(large + "end");
    }
    assertThat(stream.receive(SHORT)).isEmpty();
  }

  @Test
  void closesAConnectionOnWhichNothingWasSent() throws Exception {
    try (var peer = reach(stream.endpoint())) {
      stream.disconnect(connection(stream));

      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void closesTheConnectionOnNoBytes() throws Exception {
    try (var peer = reach(stream.endpoint())) {
      var id = connection(stream);
      stream.send(id, "bye");
      stream.send(id, Frame.empty());

      assertThat(readToEnd(peer)).isEqualTo("bye");
    }
  }

  @Test
  void anObjectIsNotNoBytes() throws Exception {
    try (var peer = reach(stream.endpoint())) {
      var id = connection(stream);

      assertThatThrownBy(() -> stream.send(id, Message.ofObject(List.of())))
          .isInstanceOf(NoCodecException.class);

      stream.send(id, "still there");
      stream.disconnect(id);
      assertThat(readToEnd(peer)).isEqualTo("still there");
    }
  }

  @Test
  void saysThatItWasThisSideThatClosed() throws Exception {
    try (var events = stream.events();
        var peer = reach(stream.endpoint())) {
      stream.disconnect(connection(stream));

      SocketEvent event;
      do {
        event = events.next(SOON).orElseThrow();
      } while (!(event instanceof SocketEvent.PeerLeft));
      assertThat(((SocketEvent.PeerLeft) event).reason())
          .isEqualTo("this side disconnected the peer");
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void endsTheConnectionsOfAnEndpointThatIsUnbound() throws Exception {
    try (var peer = reach(stream.endpoint())) {
      var id = connection(stream);
      stream.send(id, "bye");

      stream.unbind(stream.endpoint());

      assertThat(readToEnd(peer)).isEqualTo("bye");
      assertThat(next(stream)).isEqualTo(new StreamEvent.Disconnected(id));
      assertThatThrownBy(() -> stream.send(id, "late")).isInstanceOf(NoRouteException.class);
    }
  }

  @Test
  void whatIsQueuedIsWrittenToAPeerThatHasSaidAllItHas() throws Exception {
    var large = "x".repeat(8 << 20);
    try (var peer = reach(stream.endpoint())) {
      var id = connection(stream);
      stream.send(id, large);
      stream.send(id, "end");
      peer.shutdownOutput();

      assertThat(readToEnd(peer)).isEqualTo(large + "end");
      assertThat(next(stream)).isEqualTo(new StreamEvent.Disconnected(id));
    }
  }

  // ---- room

  @Test
  void saysThatTheQueueOfAPeerThatDoesNotReadIsFull() throws Exception {
    stream.set(SocketOptions.SEND_HIGH_WATER_MARK, 2);
    var much = Message.of("x".repeat(1 << 20));
    try (var peer = reach(stream.endpoint())) {
      var id = connection(stream);
      while (stream.send(id, much, SHORT)) { // the kernel takes its time to take what it takes
        continue;
      }

      assertThat(stream.trySend(id, much)).isFalse();
      assertThatThrownBy(() -> stream.send(id, much)).isInstanceOf(PeerFullException.class);
      assertThat(peer.getInputStream().readNBytes(3 << 20)).hasSize(3 << 20);
      assertThat(stream.send(id, much, SOON)).isTrue();
    }
  }

  @Test
  void aSlowReceiverLosesNothingAndSlowsItsPeerDown() throws Exception {
    stream.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 4);
    var size = 16 << 20;
    try (var peer = reach(stream.endpoint())) {
      connection(stream);
      var sent = new AtomicInteger();
      var sender =
          Thread.startVirtualThread(
              () -> {
                var piece = new byte[1 << 16];
                try {
                  while (sent.get() < size) {
                    for (var i = 0; i < piece.length; i++) {
                      piece[i] = (byte) ((sent.get() + i) % 251);
                    }
                    peer.getOutputStream().write(piece);
                    sent.addAndGet(piece.length);
                  }
                } catch (IOException e) {
                  sent.set(-1);
                }
              });

      await().atMost(SOON).until(() -> heldUp(sent));
      var heldUpAt = sent.get();
      var received = 0;
      var wrong = 0;
      while (received < size) {
        for (var b : ((StreamEvent.Data) next(stream)).bytes().bytes()) {
          wrong += b == (byte) (received++ % 251) ? 0 : 1;
        }
      }
      sender.join();

      assertThat(heldUpAt).isLessThan(size);
      assertThat(wrong).isZero();
      assertThat(received).isEqualTo(size);
    }
  }

  /** Whether nothing more was sent for a while. */
  private static boolean heldUp(AtomicInteger sent) throws InterruptedException {
    var before = sent.get();
    return !new CountDownLatch(1).await(SHORT.toMillis(), MILLISECONDS) && sent.get() == before;
  }

  @Test
  void noPieceIsLargerThan8KiB() throws Exception {
    try (var peer = reach(stream.endpoint())) {
      connection(stream);
      peer.getOutputStream().write(new byte[100_000]);

      var received = 0;
      while (received < 100_000) {
        var bytes = ((StreamEvent.Data) next(stream)).bytes();
        assertThat(bytes.size()).isBetween(1, 8192);
        received += bytes.size();
      }
    }
  }

  // ---- where it can be

  @Test
  void isNotForInproc() {
    try (var other = Stream.open(context)) {
      assertThatThrownBy(() -> other.bind("inproc://raw"))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining("a STREAM cannot use inproc; it can use [ipc, tcp]");
      assertThatThrownBy(() -> other.connect("inproc://raw"))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining("a STREAM cannot use inproc; it can use [ipc, tcp]");
    }
  }

  @Test
  void asAPlainSocketItHasTheIdInFrontAndNoBytesForABeginningAndAnEnd() throws Exception {
    try (var plain = Sockets.open(context, SocketType.STREAM)) {
      plain.bind("tcp://127.0.0.1:*");
      try (var peer = reach(plain.endpoint())) {
        write(peer, "hello");
        var connected = plain.receive(SOON).orElseThrow();
        var hello = plain.receive(SOON).orElseThrow();
        plain.send(hello);
        plain.send(connected);

        assertThat(connected.frame(1)).isEqualTo(Frame.empty());
        assertThat(hello).isEqualTo(Message.of("hello").prepend(connected.first()));
        assertThat(readToEnd(peer)).isEqualTo("hello");
      }
    }
  }
}
