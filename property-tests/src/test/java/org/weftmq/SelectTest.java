package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weftmq.spi.SocketCore;
import org.weftmq.test.Crew;

/** A select at the moments at which its sockets' turns meet. */
class SelectTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Context context = Context.open();
  private final GatedRouting routingOne = new GatedRouting();
  private final GatedRouting routingTwo = new GatedRouting();
  private final SocketCore<Message, Message> one = open(routingOne);
  private final SocketCore<Message, Message> two = open(routingTwo);
  private final Crew crew = Crew.Kind.PLATFORM.crew();

  private SocketCore<Message, Message> open(GatedRouting routing) {
    return context.open(SocketType.PULL, routing, List.of());
  }

  @AfterEach
  void close() {
    crew.close();
    context.close();
  }

  /**
   * Catches: a select that is never told that one of its sockets was closed, because at that moment
   * another one held its ticket.
   */
  @Test
  void learnsOfACloseWhileAnotherSocketIsBeingAsked() throws Exception {
    var selected = select();
    var gate = routingOne.close();
    crew.start(() -> one.inTurn(() -> null)); // asks socket one again, and is stopped in there
    gate.awaitTurn();
    two.close(Duration.ZERO);
    gate.open();

    assertThatThrownBy(() -> selected.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SocketClosedException.class);
  }

  /** Catches: a message that is left lying because another socket held the ticket when it came. */
  @Test
  void getsWhatComesWhileAnotherSocketIsBeingAsked() throws Exception {
    var selected = select();
    var gate = routingOne.close();
    crew.start(() -> one.inTurn(() -> null));
    gate.awaitTurn();
    two.inTurn(
        () -> {
          routingTwo.put(Message.of("two"));
          return null;
        });
    gate.open();

    assertThat(selected.get(5, TimeUnit.SECONDS)).contains("two");
  }

  /** Catches: both sockets giving something to one select, one of which is lost. */
  @Test
  void takesFromOneSocketOnly() throws Exception {
    var selected = select();
    var gate = routingOne.close();
    crew.start(
        () ->
            one.inTurn(
                () -> {
                  routingOne.put(Message.of("one"));
                  return null;
                }));
    gate.awaitTurn();
    two.inTurn(
        () -> {
          routingTwo.put(Message.of("two"));
          return null;
        });
    gate.open();

    assertThat(selected.get(5, TimeUnit.SECONDS)).contains("one");
    assertThat(two.poll()).contains(Message.of("two"));
  }

  /** A thread that waits in both sockets by now. */
  private CompletableFuture<Optional<String>> select() {
    var result = new CompletableFuture<Optional<String>>();
    var selecting =
        crew.start(
            () -> {
              try {
                result.complete(
                    Select.first(one.receiving(Message::text), two.receiving(Message::text))
                        .await(LONG));
              } catch (RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    Awaitility.await()
        .until(
            () ->
                selecting.getState() == Thread.State.WAITING
                    || selecting.getState() == Thread.State.TIMED_WAITING);
    return result;
  }
}
