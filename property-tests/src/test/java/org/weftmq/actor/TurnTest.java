package org.weftmq.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.test.Crew;
import org.weftmq.test.ManualEnvironment;

/** The rules of a turn that need no second thread, or one at a known moment. */
class TurnTest {
  private final ManualEnvironment environment = new ManualEnvironment();
  private final CountingRole role = new CountingRole();
  private final Turn<Integer> turn = new Turn<>(environment, "actor", role);

  /** Catches: a step that runs while its thread still holds the turn, as deadlocks are made of. */
  @Test
  void aStepRunsAfterTheRelease() {
    var free = new ArrayList<Boolean>();

    turn.tryEnter();
    turn.afterwards(
        sequel -> {
          free.add(turn.tryEnter());
          turn.leave();
        });
    var before = List.copyOf(free);
    turn.leave();

    assertThat(before).isEmpty();
    assertThat(free).containsExactly(true);
  }

  /** Catches: steps that are done out of order or twice. */
  @Test
  void stepsRunInTheirOrder() {
    var done = new ArrayList<Integer>();

    turn.tryEnter();
    for (var i = 0; i < 5; i++) {
      var number = i;
      turn.afterwards(sequel -> done.add(number));
    }
    turn.leave();

    assertThat(done).containsExactly(0, 1, 2, 3, 4);
  }

  /** Catches: a caller that is kept at work for others without end. */
  @Test
  void aCallerHandlesSixtyFourSignalsAndTheActorsOwnThreadTheRest() {
    turn.tryEnter();
    for (var i = 0; i < 65; i++) {
      turn.post(i); // left for the holder
    }

    turn.leave();
    var byTheCaller = role.handled;
    environment.runAll();

    assertThat(byTheCaller).isEqualTo(64);
    assertThat(role.handled).isEqualTo(65);
    assertThat(turn.tryEnter()).isTrue();
  }

  /**
   * Catches: a caller that never gets out, because others post whenever it has emptied the mail.
   */
  @Test
  void aCallerGetsOutHoweverFastOthersPost() throws Exception {
    var poster = new Poster();
    poster.turn = new Turn<>(environment, "actor", poster);

    poster.turn.post(0);
    var byTheCaller = poster.handled;
    poster.more = false;
    environment.runAll();

    assertThat(byTheCaller).isLessThanOrEqualTo(64 * 64);
    assertThat(poster.turn.tryEnter()).isTrue();
  }

  /** An actor to which another thread posts each time it has handled its mail. */
  private static final class Poster implements Turn.Role<Integer> {
    private Turn<Integer> turn;
    private int handled;
    private boolean more = true;

    @Override
    public void handle(Integer signal) {
      handled++;
    }

    @Override
    public void settle() {
      if (more && handled < 100_000) {
        try (var crew = Crew.Kind.VIRTUAL.crew()) {
          crew.start(() -> turn.post(1));
          crew.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void fail(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  /** Catches: one signal that throws taking the others of its batch with it. */
  @Test
  void whatASignalThrowsIsTheActorsToHandleAndTheRestGoOn() {
    var failing = new FailingRole();
    var own = new Turn<>(environment, "actor", failing);

    own.tryEnter();
    own.post(1);
    own.post(-1);
    own.post(2);
    own.leave();

    assertThat(failing.handled).containsExactly(1, 2);
    assertThat(failing.causes).hasSize(1).first().isInstanceOf(StackOverflowError.class);
    assertThat(own.tryEnter()).isTrue();
  }

  private static final class FailingRole implements Turn.Role<Integer> {
    private final List<Integer> handled = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();

    @Override
    public void handle(Integer signal) {
      if (signal < 0) {
        throw new StackOverflowError();
      }
      handled.add(signal);
    }

    @Override
    public void settle() {}

    @Override
    public void fail(Throwable cause) {
      causes.add(cause);
    }
  }

  /** Catches: turns that nest, one inside the other, until the stack is full. */
  @Test
  void aLongChainOfActorsNeedsNoDeepStack() {
    var chain = new Link[10_000];
    for (var i = chain.length - 1; i >= 0; i--) {
      chain[i] = new Link(environment, i + 1 < chain.length ? chain[i + 1] : null);
    }

    chain[0].turn.post(1);
    environment.runAll();

    assertThat(chain[chain.length - 1].depth).isPositive().isLessThan(chain[0].depth + 200);
  }

  private static final class Link implements Turn.Role<Integer> {
    private final Turn<Integer> turn;
    private final Link next;
    private long depth;

    Link(ManualEnvironment environment, Link next) {
      this.turn = new Turn<>(environment, "link", this);
      this.next = next;
    }

    @Override
    public void handle(Integer signal) {
      depth = StackWalker.getInstance().walk(frames -> frames.count());
      if (next != null) {
        turn.afterwards(sequel -> next.turn.post(signal, sequel));
      }
    }

    @Override
    public void settle() {}

    @Override
    public void fail(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  /** Catches: a turn that tells only the last of several for whom it did something. */
  @Test
  void everySleeperIsWokenOnceHoweverManyThereAre() {
    var sleepers = List.of(new CountingSleeper(), new CountingSleeper(), new CountingSleeper());

    turn.tryEnter();
    for (var sleeper : sleepers) {
      sleeper.asleep = true;
      turn.tell(sleeper);
      turn.tell(sleeper);
    }
    turn.leave();

    assertThat(sleepers).allMatch(sleeper -> sleeper.woken == 1);
  }

  /** Catches: one that hears of the end of something before he hears of what came before it. */
  @Test
  void aSleeperIsWokenBeforeTheStepsOfTheTurn() {
    var sleeper = new CountingSleeper();
    var wokenBefore = new ArrayList<Integer>();
    sleeper.asleep = true;

    turn.tryEnter();
    turn.tell(sleeper);
    turn.afterwards(sequel -> wokenBefore.add(sleeper.woken));
    turn.leave();

    assertThat(wokenBefore).containsExactly(1);
  }

  /** Catches: a caller that goes on before others were told of what was done for him. */
  @Test
  void theOwnersOfTicketsAreToldLastOfAll() {
    var owners = new ArrayList<Long>();

    turn.tryEnter();
    for (var i = 0; i < 2; i++) {
      var ticket = new Ticket(environment);
      ticket.begin();
      ticket.decide();
      turn.answer(ticket);
      var sleeper = new CountingSleeper(() -> owners.add(environment.unparks()));
      sleeper.asleep = true;
      turn.tell(sleeper);
      turn.afterwards(sequel -> owners.add(environment.unparks()));
    }
    turn.leave();

    assertThat(owners).as("told before each other").containsExactly(0L, 0L, 0L, 0L);
    assertThat(environment.unparks()).isEqualTo(2);
  }

  /** Catches: one who sleeps on until the actor's own thread has done all the rest. */
  @Test
  void aSleeperDoesNotWaitForSignalsThatAreLeft() {
    var sleeper = new CountingSleeper();
    sleeper.asleep = true;

    turn.tryEnter();
    turn.tell(sleeper);
    for (var i = 0; i < 65; i++) {
      turn.post(i); // left for the holder
    }
    turn.leave();

    assertThat(sleeper.woken).isEqualTo(1);
  }
}
