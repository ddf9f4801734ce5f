package org.weftmq.pattern.clientserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.PeerFullException;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;

class ClientServerTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Message TWO = Message.of("two", "frames");
  private static final Message BODY = Message.of("body");

  private final Context context = Context.open();

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://service", "tcp://127.0.0.1:*"})
  void aServerAnswersEachOfItsClients(String endpoint) throws InterruptedException {
    var server = Server.open(context).bind(endpoint);
    var one = Client.open(context).connect(server.endpoint());
    var two = Client.open(context).connect(server.endpoint());
    one.send("one");
    two.send("two");

    var ids = new HashSet<RoutingId>();
    for (var i = 0; i < 2; i++) {
      var question = server.receive();
      ids.add(question.id());
      server.send(question.id(), question.body());
    }

    assertThat(one.receive(SOON)).contains(Message.of("one"));
    assertThat(two.receive(SOON)).contains(Message.of("two"));
    assertThat(ids).hasSize(2).allMatch(id -> id.frame().size() == 4); // 41/CLISRV: 32 bits
  }

  @Test
  void aClientSharesItsMessagesOutInTurn() throws InterruptedException {
    var one = Server.open(context).bind("inproc://one");
    var two = Server.open(context).bind("inproc://two");
    var client = Client.open(context).connect("inproc://one").connect("inproc://two");

    client.send("1");
    client.send("2");
    client.send("3");

    assertThat(one.receive().body()).isEqualTo(Message.of("1"));
    assertThat(two.receive().body()).isEqualTo(Message.of("2"));
    assertThat(one.receive().body()).isEqualTo(Message.of("3"));
  }

  @Test
  void neitherSendsAMessageOfMoreFrames() throws InterruptedException {
    var server = Server.open(context).bind("inproc://service");
    var client = Client.open(context).connect("inproc://service");
    client.send(BODY);
    var id = server.receive().id();

    assertThatThrownBy(() -> client.send(TWO))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("41/CLISRV");
    assertThatThrownBy(() -> client.trySend(TWO)).isInstanceOf(WrongStateException.class);
    assertThatThrownBy(() -> client.send(TWO, SOON)).isInstanceOf(WrongStateException.class);
    assertThatThrownBy(() -> server.send(id, TWO))
        .isInstanceOf(WrongStateException.class)
        .hasMessageContaining("41/CLISRV");
    assertThatThrownBy(() -> server.trySend(id, TWO)).isInstanceOf(WrongStateException.class);
    assertThatThrownBy(() -> server.send(id, TWO, SOON)).isInstanceOf(WrongStateException.class);

    assertThat(client.stats().offered()).isEqualTo(1);
    assertThat(server.stats().offered()).isZero();
    server.send(id, BODY); // and both go on
    assertThat(client.receive()).isEqualTo(BODY);
  }

  @Test
  void aServerHasNoRouteToNobody() {
    var server = Server.open(context).bind("inproc://service");

    for (var id : new RoutingId[] {RoutingId.numbered(0), RoutingId.of("alice")}) {
      assertThatThrownBy(() -> server.send(id, BODY))
          .isInstanceOf(NoRouteException.class)
          .hasMessageContaining("SERVER");
      assertThatThrownBy(() -> server.send(id, BODY, SOON)).isInstanceOf(NoRouteException.class);
      assertThatThrownBy(() -> server.disconnectPeer(id)).isInstanceOf(NoRouteException.class);
    }
  }

  @Test
  void aServerWaitsForAFullClientOnlyIfGivenTime() throws Exception {
    var server =
        Server.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).bind("inproc://service");
    var client =
        Client.open(context)
            .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
            .connect("inproc://service");
    client.send("here I am");
    var id = server.receive().id();
    server.send(id, BODY);
    server.send(id, BODY);

    assertThatThrownBy(() -> server.send(id, BODY))
        .isInstanceOf(PeerFullException.class)
        .hasMessageContaining("SERVER");
    assertThat(server.trySend(id, BODY)).isFalse();
    assertThat(server.send(id, BODY, SHORT)).isFalse();
    var sending = new FutureTask<>(() -> server.send(id, Message.of("waited"), SOON));
    Thread.startVirtualThread(sending);
    Message last;
    do {
      last = client.receive();
    } while (last.equals(BODY));

    assertThat(last).isEqualTo(Message.of("waited"));
    assertThat(sending.get()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inproc://service", "tcp://127.0.0.1:*"})
  void aServerDisconnectsAClient(String endpoint) throws InterruptedException {
    var server = Server.open(context).bind(endpoint);
    var client =
        Client.open(context).set(SocketOptions.RECONNECT, false).connect(server.endpoint());
    client.send("hello");
    var id = server.receive().id();
    server.send(id, Message.of("good-bye"));

    server.disconnectPeer(id);

    assertThatThrownBy(() -> server.send(id, BODY)).isInstanceOf(NoRouteException.class);
    assertThat(client.receive(SOON)).contains(Message.of("good-bye"));
    await().until(() -> client.stats().peers() == 0);
  }

  @Test
  void aClientThatComesBackHasAnotherId() throws InterruptedException {
    var server = Server.open(context).bind("tcp://127.0.0.1:*");
    var client =
        Client.open(context)
            .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5))
            .connect(server.endpoint());
    client.send("hello");
    var id = server.receive().id();

    server.disconnectPeer(id);
    assertThat(server.awaitPeers(1, SOON)).isTrue();
    client.send("me again");

    assertThat(server.receive(SOON))
        .hasValueSatisfying(
            again -> {
              assertThat(again.body()).isEqualTo(Message.of("me again"));
              assertThat(again.id()).isNotEqualTo(id);
            });
  }

  /** 41/CLISRV: "SHALL maintain the double queue whether or not the connection is established". */
  @Test
  void aServerThatConnectedKnowsItsClientAgain() throws InterruptedException {
    var client = Client.open(context).bind("tcp://127.0.0.1:*");
    var endpoint = client.endpoint();
    var server =
        Server.open(context)
            .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(5))
            .connect(endpoint);
    client.send("hello");
    var id = server.receive().id();

    client.close();
    await().until(() -> server.stats().peers() == 0);
    server.send(id, Message.of("are you there?"));
    var next = Client.open(context).bind(endpoint);

    assertThat(next.receive(SOON)).contains(Message.of("are you there?"));
  }
}
