package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.pattern.stream.Stream;
import org.weftmq.pattern.stream.StreamEvent;
import org.weftmq.test.WatchedEnvironment;
import org.weftmq.transport.stream.Raw;

/** A ROUTER whose peers speak no ZMTP. */
class RawRouterTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  private final WatchedEnvironment environment = new WatchedEnvironment();
  private final Context context = Context.open(environment);
  private final Router router =
      Router.open(context).set(Raw.ROUTER, true).bind("tcp://127.0.0.1:*");

  @AfterEach
  void nothingIsLeft() {
    context.close();
    environment.awaitNothingLeft();
  }

  private Socket reach() throws Exception {
    var endpoint = router.endpoint();
    var port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) TIME.toMillis());
    return socket;
  }

  @Test
  void receivesAndSendsBareBytesByAnIdThatItMadeUp() throws Exception {
    try (var peer = reach()) {
      peer.getOutputStream().write("hello".getBytes());
      var hello = router.receive(TIME).orElseThrow();

      router.send(hello.id(), Message.of("hello ", "yourself"));

      assertThat(hello.id().isGenerated()).isTrue();
      assertThat(hello.body()).isEqualTo(Message.of("hello"));
      assertThat(peer.getInputStream().readNBytes(14)).isEqualTo("hello yourself".getBytes());
    }
  }

  @Test
  void closesTheConnectionOnNoBytes() throws Exception {
    try (var peer = reach()) {
      peer.getOutputStream().write("hello".getBytes());
      var id = router.receive(TIME).orElseThrow().id();

      router.send(id, Message.of("bye"));
      router.send(id, Message.of(""));

      assertThat(peer.getInputStream().readAllBytes()).isEqualTo("bye".getBytes());
      assertThatThrownBy(() -> router.send(id, Message.of("late")))
          .isInstanceOf(NoRouteException.class);
    }
  }

  @Test
  void meetsAStream() throws Exception {
    var stream = Stream.open(context);
    var there = stream.connectPeer(router.endpoint());
    assertThat(stream.receive(TIME).orElseThrow().id()).isEqualTo(there);
    stream.send(there, "hello");
    var hello = router.receive(TIME).orElseThrow();
    router.send(hello.id(), Message.of("hello yourself"));

    assertThat(stream.receive(TIME))
        .containsInstanceOf(StreamEvent.Data.class)
        .hasValueSatisfying(event -> assertThat(event.id()).isEqualTo(there));
  }

  /** Catches: the option reaching a type, or a transport, that it is not for. */
  @Test
  void aMessageWithoutBytesIsStillOneToAPeerThatSpeaksZmtp() throws Exception {
    router.bind("inproc://router");
    var plain = Router.open(context).bind("tcp://127.0.0.1:*");
    var near = Dealer.open(context).connect("inproc://router");
    var far = Dealer.open(context).set(Raw.ROUTER, true).connect(plain.endpoint());
    near.send("hello");
    far.send("hello");

    router.send(router.receive(TIME).orElseThrow().id(), Message.of(""));
    plain.send(plain.receive(TIME).orElseThrow().id(), Message.of(""));

    assertThat(near.receive(TIME)).contains(Message.of(""));
    assertThat(far.receive(TIME)).contains(Message.of(""));
  }
}
