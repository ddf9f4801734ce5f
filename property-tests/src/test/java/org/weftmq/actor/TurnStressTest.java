package org.weftmq.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.system.SystemEnvironment;
import org.weftmq.test.Crew;
import org.weftmq.test.Tries;

/** Turns under many real threads. */
class TurnStressTest {
  private static final Duration TIME = Tries.scaled(Duration.ofSeconds(30));
  private static final int THREADS = 4;
  private static final int ROUNDS = Tries.scaled(100_000);

  /**
   * Catches: what model checking cannot see: a missing fence, a race with the actor's own thread.
   */
  @ParameterizedTest
  @EnumSource
  void everySignalIsHandledOnceAndOneAtATime(Crew.Kind kind) throws Exception {
    var role = new CountingRole();
    var turn = new Turn<>(new SystemEnvironment(), "actor", role);

    try (var crew = kind.crew()) {
      for (var i = 0; i < THREADS; i++) {
        crew.start(() -> hammer(turn, role));
      }
      crew.join(TIME);
    }

    // An actor's own thread may still be at work; to see its count, the turn has to be taken.
    Awaitility.await().until(() -> handled(turn, role) == THREADS * ROUNDS);
    assertThat(role.collided).isFalse();
    assertThat(role.failed).isZero();
  }

  private static void hammer(Turn<Integer> turn, CountingRole role) {
    for (var i = 0; i < ROUNDS; i++) {
      if (i % 3 != 0) {
        turn.post(i);
      } else if (turn.tryEnter()) {
        role.work();
        turn.leave();
      } else {
        turn.post(i);
      }
    }
  }

  private static int handled(Turn<Integer> turn, CountingRole role) {
    if (!turn.tryEnter()) {
      return -1;
    }
    try {
      return role.handled;
    } finally {
      turn.leave();
    }
  }

  /** Catches: signals lost between actors, a caller that never gets out of a chain of turns. */
  @ParameterizedTest
  @EnumSource
  void actorsThatCallEachOtherLoseNothing(Crew.Kind kind) throws Exception {
    var environment = new SystemEnvironment();
    var left = new AtomicInteger(THREADS * ROUNDS);
    var ring = new Neighbour[3];
    for (var i = 0; i < ring.length; i++) {
      ring[i] = new Neighbour(environment, left);
    }
    for (var i = 0; i < ring.length; i++) {
      ring[i].next = ring[(i + 1) % ring.length];
    }

    try (var crew = kind.crew()) {
      for (var i = 0; i < THREADS; i++) {
        var first = ring[i % ring.length];
        crew.start(() -> first.turn.post(ROUNDS));
      }
      crew.join(TIME);
    }

    Awaitility.await().untilAtomic(left, is(0));
  }

  /** An actor that passes a number on, one less each time. */
  private static final class Neighbour implements Turn.Role<Integer> {
    private final Turn<Integer> turn;
    private final AtomicInteger left;
    private Neighbour next;

    Neighbour(SystemEnvironment environment, AtomicInteger left) {
      this.turn = new Turn<>(environment, "neighbour", this);
      this.left = left;
    }

    @Override
    public void handle(Integer number) {
      left.decrementAndGet();
      if (number > 1) {
        turn.afterwards(sequel -> next.turn.post(number - 1, sequel));
      }
    }

    @Override
    public void settle() {}

    @Override
    public void fail(Throwable cause) {
      throw new AssertionError(cause);
    }
  }
}
