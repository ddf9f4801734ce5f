package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.CloseReport;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

class CloseTest {
  private static final Duration LONG = Duration.ofHours(1);

  @RegisterExtension final World world = new World();

  @Test
  void wakesAllWhoWaitInTheSocket() throws Exception {
    var socket = world.open(SocketType.PAIR);
    var callers =
        List.<Caller<?>>of(
            world.blocked(() -> socket.receive()),
            world.blocked(() -> socket.receive(LONG)),
            world.blocked(() -> socket.send(Message.of("x"), LONG)),
            world.blocked(() -> socket.awaitPeers(1, LONG)),
            world.blocked(() -> Select.first(socket.onReceive(Message::text)).await(LONG)));

    socket.close();

    for (var caller : callers) {
      assertThatThrownBy(caller::result)
          .isInstanceOf(SocketClosedException.class)
          .hasMessageContaining("PAIR");
    }
  }

  @Test
  void wakesThousandsWhoWait() throws Exception {
    var socket = world.open(SocketType.PAIR);
    var callers = new ArrayList<Caller<Message>>();
    for (var i = 0; i < 2_000; i++) {
      callers.add(Caller.start(() -> socket.receive()));
    }
    World.await().until(() -> callers.stream().allMatch(c -> world.isParked(c.thread())));

    socket.close();

    for (var caller : callers) {
      assertThatThrownBy(caller::result).isInstanceOf(SocketClosedException.class);
    }
  }

  @Test
  void givesEachCallerAnExceptionOfItsOwn() throws Exception {
    var socket = world.open(SocketType.PAIR);
    var one = world.blocked(() -> socket.receive());
    var other = world.blocked(() -> socket.receive());

    socket.close();

    assertThat(thrownBy(one)).isNotSameAs(thrownBy(other));
    assertThat(thrownBy(one).getStackTrace()).isNotEqualTo(new StackTraceElement[0]);
  }

  private static Throwable thrownBy(Caller<?> caller) {
    try {
      return new AssertionError("returned " + caller.result());
    } catch (Exception e) {
      return e;
    }
  }

  @Test
  void isOverForAWaiterBeforeTheLingerIs() throws Exception {
    var socket = world.open(SocketType.PAIR).connect("mem://nobody");
    socket.set(SocketOptions.LINGER, LONG).send("unwritten");
    var receiving = world.blocked(() -> socket.receive());
    var closing = world.blocked(() -> socket.close(LONG));

    assertThatThrownBy(receiving::result).isInstanceOf(SocketClosedException.class);
    assertThat(closing.isDone()).isFalse();
    socket.close(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bind",
        "connect",
        "unbind",
        "disconnect",
        "set",
        "events",
        "awaitPeers",
        "send",
        "timed send",
        "trySend",
        "receive",
        "timed receive",
        "tryReceive",
        "select"
      })
  void refusesEverythingOnceItIsClosed(String what) {
    var socket = world.open(SocketType.PAIR);
    socket.close();
    Callable<?> call =
        switch (what) {
          case "bind" -> () -> socket.bind("inproc://a");
          case "connect" -> () -> socket.connect("mem://a");
          case "unbind" -> () -> without(() -> socket.unbind("inproc://a"));
          case "disconnect" -> () -> without(() -> socket.disconnect("inproc://a"));
          case "set" -> () -> socket.set(SocketOptions.LINGER, LONG);
          case "events" -> socket::events;
          case "awaitPeers" -> () -> socket.awaitPeers(0, LONG);
          case "send" -> () -> without2(socket);
          case "timed send" -> () -> socket.send(Message.of("x"), Duration.ZERO);
          case "trySend" -> () -> socket.trySend(Message.of("x"));
          case "receive" -> socket::receive;
          case "timed receive" -> () -> socket.receive(Duration.ZERO);
          case "tryReceive" -> socket::tryReceive;
          default -> () -> Select.first(socket.onReceive(m -> "")).await(Duration.ZERO);
        };

    assertThatThrownBy(call::call).isInstanceOf(SocketClosedException.class);
  }

  private static String without(Runnable call) {
    call.run();
    return "";
  }

  private static String without2(FifoSocket socket) throws InterruptedException {
    socket.send("x");
    return "";
  }

  @Test
  void stillTellsItsOptionsStatisticsAndNameOnceItIsClosed() {
    var socket = world.open(SocketType.PAIR).set(SocketOptions.SEND_HIGH_WATER_MARK, 7);
    socket.close();

    assertThat(socket.get(SocketOptions.SEND_HIGH_WATER_MARK)).isEqualTo(7);
    assertThat(socket.stats().offered()).isZero();
    assertThat(socket.type()).isEqualTo(SocketType.PAIR);
    assertThat(socket.core().isClosed()).isTrue();
    assertThatCode(socket::toString).doesNotThrowAnyException();
  }

  @Test
  void closingAgainDoesNothingMore() {
    var socket = world.open(SocketType.PAIR).bind("mem://here");
    socket.close();

    assertThat(socket.close(LONG)).isEqualTo(CloseReport.COMPLETE);
  }

  @Test
  void manyThreadsMayCloseAtOnce() throws Exception {
    for (var round = 0; round < 50; round++) {
      var socket = world.open(SocketType.PAIR).bind("mem://here").connect("mem://nobody");
      var closing = new ArrayList<Caller<CloseReport>>();
      for (var i = 0; i < 4; i++) {
        closing.add(Caller.start(() -> socket.close(LONG)));
      }
      for (var caller : closing) {
        assertThat(caller.result()).isEqualTo(CloseReport.COMPLETE);
      }
      assertThat(world.network().isBound("mem://here")).isFalse();
    }
  }

  @Test
  void leavesNoThreadBehindAndNoName() throws Exception {
    var bound = world.open(SocketType.PULL).bind("mem://here").bind("inproc://here");
    var connected = world.open(SocketType.PUSH).connect("mem://here").connect("mem://nobody");
    connected.send("x");
    bound.receive();

    connected.close();
    bound.close();

    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
    assertThat(world.network().isBound("mem://here")).isFalse();
    assertThatCode(() -> world.open(SocketType.PULL).bind("mem://here").bind("inproc://here"))
        .doesNotThrowAnyException();
  }

  @Test
  void anIdleSocketOwnsNoThread() throws Exception {
    var pull = world.open(SocketType.PULL).bind("inproc://here");
    var push = world.open(SocketType.PUSH).connect("inproc://here");
    push.send("x");
    pull.receive();

    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
  }

  @Test
  void aThreadThatUsesItWhileItIsClosedGetsAnAnswerEitherWay() throws Exception {
    for (var round = 0; round < 100; round++) {
      var pull = world.open(SocketType.PULL).bind("inproc://here");
      var push = world.open(SocketType.PUSH).connect("inproc://here");
      var sending =
          Caller.start(
              () -> {
                var sent = 0;
                try {
                  for (; ; ) {
                    push.send("x");
                    sent++;
                  }
                } catch (SocketClosedException e) {
                  return sent;
                }
              });
      pull.receive();

      push.close();

      assertThat(push.stats().offered()).isEqualTo((long) sending.result());
      var received = 1;
      while (pull.tryReceive().isPresent()) {
        received++;
      }
      assertThat(received).isEqualTo(sending.result());
      pull.close();
    }
  }

  @Test
  void anInterruptEndsTheWaitAndItsFlagIsKept() throws Exception {
    var push = world.open(SocketType.PUSH).connect("mem://nobody");
    push.send("unwritten");
    var closing = world.blocked(() -> push.close(LONG));

    closing.interrupt();

    assertThat(closing.result().notWritten()).isEqualTo(1);
    assertThat(closing.wasLeftInterrupted()).isTrue();
  }

  @Test
  void oneThatIsInterruptedBeforehandDoesNotWait() throws Exception {
    var push = world.open(SocketType.PUSH).connect("mem://nobody");
    push.send("unwritten");
    var closing =
        Caller.start(
            () -> {
              Thread.currentThread().interrupt();
              return push.close(LONG);
            });

    assertThat(closing.result().notWritten()).isEqualTo(1);
    assertThat(closing.wasLeftInterrupted()).isTrue();
  }

  @Test
  void theStreamOfEventsEndsAfterTheLastOne() throws Exception {
    var socket = world.open(SocketType.PULL);
    try (var log = EventLog.of(socket)) {
      socket.bind("mem://here");

      socket.close();

      assertThat(log.all())
          .extracting(e -> e.getClass().getSimpleName())
          .containsExactly("Listening", "Stopped");
    }
  }
}
