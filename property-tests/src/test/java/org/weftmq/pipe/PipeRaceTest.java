package org.weftmq.pipe;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.Race;
import org.weftmq.actor.Sequel;

/** A reader that lies down just as a message is put into its pipe. */
class PipeRaceTest {
  private static final Message MESSAGE = Message.of("m");

  /** Catches: a fence missing between what is put and the question who sleeps. */
  @Test
  void aReaderThatSleepsIsToldOfWhatIsAnnounced() throws Exception {
    Race.run(
        Meeting::new,
        meeting -> {
          meeting.near.put(MESSAGE);
          Pipe.fence();
          meeting.near.announce();
        },
        meeting -> meeting.asleep = meeting.far.poll() == null && meeting.far.armReadable(),
        meeting -> (meeting.told && meeting.far.hears(PipeSignal.READABLE)) == meeting.asleep);
  }

  /** A pipe whose queue is there and empty. */
  private static final class Meeting implements PipeOwner {
    private final Pipe near = Pipe.open();
    private final Pipe far = near.far();

    // the thread that puts; the other one's
    private boolean told;
    private boolean asleep;

    Meeting() {
      near.own(this);
      far.own(this);
      near.put(MESSAGE);
      far.poll();
    }

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

    @Override
    public void tell(Pipe far, PipeSignal signal) {
      told = true;
    }
  }
}
