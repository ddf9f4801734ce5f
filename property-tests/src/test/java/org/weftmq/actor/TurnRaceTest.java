package org.weftmq.actor;

import org.junit.jupiter.api.Test;
import org.weftmq.Race;
import org.weftmq.system.SystemEnvironment;

/** A poster that meets a holder just as it leaves. */
class TurnRaceTest {
  private final SystemEnvironment environment = new SystemEnvironment();

  /**
   * Catches: a missing fence on either side: the poster finds the turn held while the holder finds
   * the mailbox empty, and the signal waits for ever.
   */
  @Test
  void oneOfThemHandlesTheSignal() throws Exception {
    Race.run(
        Meeting::new,
        meeting -> meeting.turn.post(1),
        meeting -> {
          if (meeting.turn.tryEnter()) {
            meeting.turn.leave();
          }
        },
        meeting -> meeting.role.handled == 1);
  }

  private final class Meeting {
    private final CountingRole role = new CountingRole();
    private final Turn<Integer> turn = new Turn<>(environment, "actor", role);
  }
}
