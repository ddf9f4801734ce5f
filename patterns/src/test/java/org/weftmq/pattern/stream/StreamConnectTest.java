package org.weftmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.weftmq.pattern.stream.Bare.SOON;
import static org.weftmq.pattern.stream.Bare.at;
import static org.weftmq.pattern.stream.Bare.connection;
import static org.weftmq.pattern.stream.Bare.listen;
import static org.weftmq.pattern.stream.Bare.next;
import static org.weftmq.pattern.stream.Bare.read;
import static org.weftmq.pattern.stream.Bare.text;
import static org.weftmq.pattern.stream.Bare.write;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.BadOptionException;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;

class StreamConnectTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  private final Context context = Context.open();

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:*", "ipc://*"})
  void twoStreamsTalkToEachOther(String endpoint) throws Exception {
    try (var server = Stream.open(context).bind(endpoint);
        var client = Stream.open(context).connect(server.endpoint())) {
      var there = connection(client);
      var here = connection(server);

      client.send(there, "ping");
      assertThat(text(server)).isEqualTo("ping");
      server.send(here, "pong");
      assertThat(text(client)).isEqualTo("pong");
      client.disconnect(there);

      assertThat(next(server)).isEqualTo(new StreamEvent.Disconnected(here));
      assertThat(client.receive(SHORT)).isEmpty();
    }
  }

  @Test
  void makesALostConnectionAgainUnderANewId() throws Exception {
    try (var server = listen();
        var client =
            Stream.open(context)
                .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(10))
                .connect(at(server))) {
      var first = connection(client);
      server.accept().close();

      assertThat(next(client)).isEqualTo(new StreamEvent.Disconnected(first));
      var second = connection(client);
      try (var peer = server.accept()) {
        client.send(second, "again");
        assertThat(read(peer, 5)).isEqualTo("again");
      }
      assertThat(second).isNotEqualTo(first);
    }
  }

  @Test
  void doesNotMakeAConnectionAgainThatItDisconnected() throws Exception {
    try (var server = listen();
        var client =
            Stream.open(context)
                .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
                .connect(at(server));
        var events = client.events()) {
      client.disconnect(connection(client));
      server.accept().close();

      SocketEvent event;
      do {
        event = events.next(SOON).orElseThrow();
        assertThat(event).isNotInstanceOf(SocketEvent.Retrying.class);
      } while (!(event instanceof SocketEvent.Stopped));
      assertThat(client.receive(SHORT)).isEmpty();
      client.connect(at(server));
      connection(client);
    }
  }

  @Test
  void makesALostConnectionAgainUnderTheIdThatItPromised() throws Exception {
    try (var server = listen();
        var client = Stream.open(context)) {
      client.set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(10));
      var id = client.connectPeer(at(server));
      for (var i = 0; i < 3; i++) {
        try (var peer = server.accept()) {
          write(peer, "hello " + i);
        }
      }

      for (var i = 0; i < 3; i++) {
        assertThat(connection(client)).isEqualTo(id);
        assertThat(next(client)).isEqualTo(new StreamEvent.Data(id, Frame.of("hello " + i)));
        assertThat(next(client)).isEqualTo(new StreamEvent.Disconnected(id));
      }
    }
  }

  @Test
  void knowsItsConnectionByTheIdItWasGiven() throws Exception {
    var web = RoutingId.of("web");
    try (var server = listen();
        var client = Stream.open(context).connect(at(server), web)) {
      assertThat(connection(client)).isEqualTo(web);
      client.send(web, "hello");
      try (var peer = server.accept()) {
        assertThat(read(peer, 5)).isEqualTo("hello");
      }

      assertThatThrownBy(() -> client.connect(at(server), web))
          .isInstanceOf(WrongStateException.class)
          .hasMessageContaining("under the id " + web);
      assertThatThrownBy(() -> client.connect(at(server), RoutingId.none()))
          .isInstanceOf(BadOptionException.class);
      assertThatThrownBy(() -> client.connect(at(server), RoutingId.generated(1)))
          .isInstanceOf(BadOptionException.class);
    }
  }

  @Test
  void anIdIsFreeAgainOnceItsConnectionIsDisconnected() throws Exception {
    var web = RoutingId.of("web");
    try (var server = listen();
        var client = Stream.open(context)) {
      client.set(SocketOptions.CONNECT_ROUTING_ID, web).connect(at(server));
      assertThat(connection(client)).isEqualTo(web);
      try (var peer = server.accept()) {
        assertThat(client.disconnect(web)).isTrue();
        assertThat(peer.getInputStream().read()).isEqualTo(-1);
      }
      await()
          .atMost(SOON)
          .ignoreException(WrongStateException.class) // until the connection has ended
          .until(() -> client.connect(at(server), web) != null);

      assertThat(connection(client)).isEqualTo(web);
    }
  }
}
