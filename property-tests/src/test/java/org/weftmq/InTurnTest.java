package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.spi.SocketCore;
import org.weftmq.test.Crew;

/** Work in a socket's turn, taken at once or handed to whoever holds it. */
class InTurnTest {
  private static final Duration TIME = Duration.ofSeconds(10);

  private final Context context = Context.open();
  private final GatedRouting routing = new GatedRouting();
  private final SocketCore<Message, Message> core =
      context.open(SocketType.PULL, routing, List.of());

  @AfterEach
  void close() {
    context.close();
  }

  /** Catches: an outcome of work that fails which depends on whether the turn was free. */
  @Test
  void workThatFailsEndsTheSocketWhetherOrNotTheTurnIsFree() throws Exception {
    var other = context.open(SocketType.PULL, new GatedRouting(), List.of());
    failsIn(other);

    try (var crew = Crew.Kind.PLATFORM.crew()) {
      var gate = routing.close();
      crew.start(core::poll);
      gate.awaitTurn();
      Waiting.until(crew.start(() -> failsIn(core)));
      gate.open();
      crew.join(TIME);
    }
  }

  private static void failsIn(SocketCore<Message, Message> socket) {
    assertThatThrownBy(
            () ->
                socket.inTurn(
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(SocketClosedException.class)
        .hasRootCauseMessage("on purpose");
    assertThat(socket.isClosed()).isTrue();
  }

  /** Catches: an interrupt that gets lost while a caller waits for the turn. */
  @Test
  void anInterruptWhileTheTurnIsTakenIsKept() throws Exception {
    try (var crew = Crew.Kind.PLATFORM.crew()) {
      var gate = routing.close();
      crew.start(core::poll);
      gate.awaitTurn();
      var caller =
          crew.start(
              () -> {
                assertThat(core.stats().received()).isZero();
                assertThat(Thread.interrupted()).isTrue();
              });

      caller.interrupt();
      gate.open();

      crew.join(TIME);
    }
  }

  /** Catches: a routing that fails under one caller and leaves others waiting for ever. */
  @Test
  void aFailureOfTheRoutingEndsAllWhoWait() throws Exception {
    try (var crew = Crew.Kind.PLATFORM.crew()) {
      for (var i = 0; i < 3; i++) {
        crew.start(
            () ->
                assertThatThrownBy(core::receive)
                    .isInstanceOf(SocketClosedException.class)
                    .hasCauseInstanceOf(StackOverflowError.class));
      }
      Awaitility.await()
          .until(
              () -> {
                routing.failNext(new StackOverflowError());
                core.inTurn(() -> null); // asks for the first who waits, and fails
                return core.isClosed();
              });
      crew.join(TIME);
    }
  }
}
