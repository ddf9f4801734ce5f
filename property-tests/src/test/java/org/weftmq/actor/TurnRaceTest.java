package org.weftmq.actor;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.Race;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeOwner;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.system.SystemEnvironment;

/** A poster, or a sleeper, that meets a holder just as it leaves. */
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

  /** Catches: a sleeper who is asked before all that the turn did for him can be seen. */
  @Test
  void aReaderThatSleepsIsToldOfWhatATurnHasPut() throws Exception {
    Race.run(
        () -> new Link(environment),
        link -> {
          if (link.turn.tryEnter()) {
            link.near.offer(Link.MESSAGE);
            link.turn.leave();
          }
        },
        link -> link.asleep = link.far.poll() == null && link.far.armReadable(),
        link -> (link.told && link.far.hears(PipeSignal.READABLE)) == link.asleep);
  }

  /** A pipe whose one end belongs to a turn, and whose queue is there and empty. */
  private static final class Link implements PipeOwner {
    private static final Message MESSAGE = Message.of("m");

    private final Turn<Integer> turn;
    private final Pipe near = Pipe.open();
    private final Pipe far = near.far();

    // the thread that puts; the other one's
    private boolean told;
    private boolean asleep;

    Link(SystemEnvironment environment) {
      turn = new Turn<>(environment, "actor", new CountingRole());
      near.own(this);
      far.own(this);
      near.put(MESSAGE);
      far.poll();
    }

    @Override
    public void announce(Pipe end) {
      turn.tell(end);
    }

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {
      told = true;
    }

    @Override
    public void tell(Pipe far, PipeSignal signal) {
      throw new AssertionError("nothing but a message was put");
    }
  }

  private final class Meeting {
    private final CountingRole role = new CountingRole();
    private final Turn<Integer> turn = new Turn<>(environment, "actor", role);
  }
}
