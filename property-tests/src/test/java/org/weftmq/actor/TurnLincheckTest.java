package org.weftmq.actor;

import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;

/** The turn in every interleaving of a few posters and callers that Lincheck finds. */
class TurnLincheckTest {
  /** Catches: two holders at once, a signal that is left in the mailbox of a free turn. */
  @Test
  void signalsAreHandledOneAtATimeAndNoneIsLeft() {
    Interleaved.check(
        () -> {
          var role = shared(new CountingRole());
          var turn = shared(new Turn<>(new OneSleeper(), "actor", role));
          together(() -> turn.post(1), () -> turn.post(2), () -> turn.post(3));
          expect(!role.collided && role.handled == 3, "three signals, one at a time");
        });
  }

  /** Catches: a signal that comes while a caller leaves and that neither of the two handles. */
  @Test
  void aCallerThatLeavesTakesCareOfWhatCameMeanwhile() {
    Interleaved.check(
        () -> {
          var role = shared(new CountingRole());
          var turn = shared(new Turn<>(new OneSleeper(), "actor", role));
          together(
              () -> {
                if (turn.tryEnter()) {
                  role.work();
                  turn.leave();
                } else {
                  turn.post(1);
                }
              },
              () -> turn.post(2));
          expect(!role.collided && role.handled == 2, "two turns, one at a time");
        });
  }

  /** Catches: a step that is run twice or never when several turns put it off. */
  @Test
  void whatIsPutOffIsDoneOnce() {
    Interleaved.check(
        () -> {
          var ping = shared(new CountingRole());
          var environment = new OneSleeper();
          var far = shared(new Turn<>(environment, "far", ping));
          var near = shared(new Relay(environment, far));
          together(() -> near.turn.post(1), () -> near.turn.post(2));
          expect(!ping.collided && ping.handled == 2, "each relayed once");
        });
  }

  /** An actor that passes on to another what it is told, once its own turn is over. */
  static final class Relay implements Turn.Role<Integer> {
    final Turn<Integer> turn;
    private final Turn<Integer> far;

    Relay(OneSleeper environment, Turn<Integer> far) {
      this.turn = new Turn<>(environment, "near", this);
      this.far = far;
    }

    @Override
    public void handle(Integer signal) {
      turn.afterwards(sequel -> far.post(signal, sequel));
    }

    @Override
    public void settle() {}

    @Override
    public void fail(Throwable cause) {
      throw new AssertionError(cause);
    }
  }
}
