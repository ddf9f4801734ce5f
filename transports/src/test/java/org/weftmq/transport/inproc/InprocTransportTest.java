package org.weftmq.transport.inproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.spi.Peer;

class InprocTransportTest {
  private final InprocTransport transport = new InprocTransport();
  private final Named server = new Named(SocketType.REP, "name");
  private final Named client = new Named(SocketType.REQ, "name");

  private Closeable bind(Named socket) throws IOException {
    return transport.bind(socket.endpoint(), socket);
  }

  private Closeable connect(Named socket) throws IOException {
    return transport.connect(socket.endpoint(), socket);
  }

  private void assertJoined() {
    assertThat(server.peers).containsExactly(new Peer(SocketType.REQ, RoutingId.of("REQ"), ""));
    assertThat(client.peers).containsExactly(new Peer(SocketType.REP, RoutingId.of("REP"), ""));
    client.send("question");
    assertThat(server.received()).isEqualTo(Message.of("question"));
    server.send("answer");
    assertThat(client.received()).isEqualTo(Message.of("answer"));
  }

  @Test
  void joinsWhoConnectsToWhoIsBound() throws IOException {
    bind(server);
    connect(client);

    assertJoined();
  }

  @Test
  void joinsWhoIsConnectedToWhoBinds() throws IOException {
    connect(client);
    assertThat(client.peers).isEmpty();

    bind(server);

    assertJoined();
  }

  @Test
  void keepsWhatIsSentBeforeTheNameIsBound() throws IOException {
    connect(client);
    client.send("early");

    bind(server);

    assertThat(server.received()).isEqualTo(Message.of("early"));
  }

  @Test
  void whoConnectsAgreesOnTheQueuesBeforeEitherSideIsAttached() throws IOException {
    bind(server);
    connect(client);

    assertThat(client.agreements)
        .containsExactly(new Named.Agreement(server, client.attached.getFirst(), 0));
  }

  @Test
  void joinsEachOfManyWhoConnect() throws IOException {
    var others = new ArrayList<Named>();
    for (var i = 0; i < 10; i++) {
      others.add(new Named(SocketType.REQ, "name"));
      connect(others.getLast());
      if (i == 4) {
        bind(server);
      }
    }

    assertThat(others).allSatisfy(other -> assertThat(other.peers).hasSize(1));
    assertThat(server.peers).hasSize(10);
  }

  @Test
  void tellsNamesApartByEveryByte() throws IOException {
    bind(server);
    var other = new Named(SocketType.REQ, "Name");
    connect(other);

    assertThat(other.peers).isEmpty();
  }

  @Test
  void bindsANameOnce() throws IOException {
    bind(server);

    assertThatThrownBy(() -> bind(new Named(SocketType.REP, "name")))
        .isInstanceOf(IOException.class)
        .hasMessage("address in use");
  }

  @Test
  void takesOnlyTheNameWhenItIsUnbound() throws IOException {
    var binding = bind(server);
    connect(client);

    binding.close();

    assertJoined();
    assertThat(server.detached).isEmpty();
  }

  @Test
  void letsANameBeBoundAgain() throws IOException {
    bind(new Named(SocketType.REP, "name")).close();

    bind(server);
    connect(client);

    assertJoined();
  }

  @Test
  void doesNotUnbindWhoCameNext() throws IOException {
    var first = bind(new Named(SocketType.REP, "name"));
    first.close();
    bind(server);

    first.close();
    connect(client);

    assertJoined();
  }

  @Test
  void waitsForTheNextWhenTheNameIsUnbound() throws IOException {
    bind(new Named(SocketType.REP, "name")).close();
    connect(client);

    bind(server);

    assertJoined();
  }

  @Test
  void endsThePipeWhenItIsDisconnected() throws IOException {
    bind(server);
    var connection = connect(client);

    connection.close();

    assertThat(client.attached.getFirst().isOwnClosed()).isTrue();
    assertThat(server.attached.getFirst().isClosed()).isTrue();
  }

  @Test
  void endsTheWaitWhenItIsDisconnected() throws IOException {
    var connection = connect(client);

    connection.close();
    bind(server);

    assertThat(client.prepared.getFirst().isOwnClosed()).isTrue();
    assertThat(server.peers).isEmpty();
  }

  // ---- refusals

  @Test
  void tellsBothWhenTheyDoNotMatch() throws IOException {
    var push = new Named(SocketType.PUSH, "name");
    bind(server);

    connect(push);

    assertThat(server.events)
        .containsExactly(
            new SocketEvent.HandshakeFailed(server.endpoint(), 0, "a REP cannot talk to a PUSH"));
    assertThat(push.events)
        .containsExactly(
            new SocketEvent.HandshakeFailed(push.endpoint(), 0, "a REP cannot talk to a PUSH"));
    assertThat(push.prepared.getFirst().isOwnClosed()).isFalse();
  }

  @Test
  void endsTheOtherSideWhenTheSecondRefuses() throws IOException {
    bind(server);

    connect(client.choosy());

    assertThat(server.attached.getFirst().isOwnClosed()).isTrue();
    assertThat(client.prepared.getFirst().isOwnClosed()).isTrue();
    assertThat(server.events).hasSize(1);
  }

  @Test
  void triesTheNextWhoBindsTheName() throws IOException {
    var wrong = bind(new Named(SocketType.PULL, "name"));
    connect(client);
    client.send("early");
    assertThat(client.peers).isEmpty();

    wrong.close();
    bind(server);

    assertThat(server.received()).isEqualTo(Message.of("early"));
    assertJoined();
  }

  @Test
  void doesNotTrySomebodyTwiceWhoDoesNotMatch() throws IOException {
    connect(client);
    bind(new Named(SocketType.PULL, "name"));
    connect(new Named(SocketType.PUSH, "name"));

    assertThat(client.events).hasSize(1);
  }

  // ---- many threads

  @RepeatedTest(200)
  void joinsThemOnceWhoeverComesFirst() throws Exception {
    var others = new ArrayList<Named>();
    var tasks = new ArrayList<Callable<Closeable>>();
    tasks.add(() -> bind(server));
    for (var i = 0; i < 4; i++) {
      var other = new Named(SocketType.REQ, "name");
      others.add(other);
      tasks.add(() -> connect(other));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    }

    assertThat(others).allSatisfy(other -> assertThat(other.peers).hasSize(1));
    assertThat(server.peers).hasSize(4);
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void endsThePipeWhenItIsDisconnectedWhileBothMeet() throws IOException {
    var connection = connect(client);
    server.meanwhile(() -> closeQuietly(connection));

    bind(server);

    assertThat(client.prepared.getFirst().isOwnClosed()).isTrue();
    assertThat(server.attached).singleElement().satisfies(p -> assertThat(p.isClosed()).isTrue());
  }

  @Test
  void meetsWhoBindsTheNameWhileAnotherRefuses() throws IOException {
    var wrong = new Named(SocketType.PULL, "name");
    var binding = bind(wrong);
    wrong.meanwhile(
        () -> {
          closeQuietly(binding);
          bindQuietly(server);
        });

    connect(client);

    assertJoined();
  }

  private void bindQuietly(Named socket) {
    try {
      bind(socket);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @RepeatedTest(200)
  void leavesNoPipeOpenWhenItIsDisconnectedMeanwhile() throws Exception {
    var connection = connect(client);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var binding = threads.submit(() -> bind(server));
      connection.close();
      binding.get();
    }

    assertThat(client.prepared.getFirst().isOwnClosed()).isTrue();
    assertThat(server.attached).allSatisfy(pipe -> assertThat(pipe.isClosed()).isTrue());
  }
}
