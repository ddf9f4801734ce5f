package org.weftmq.pipe;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.Race;

/** A side of a ring that lies down just as the other one has something for it. */
class RingRaceTest {
  private static final Message MESSAGE = Message.of("m");

  /** Catches: a producer without a fence, which sees no sleeper while that one sees no message. */
  @Test
  void aConsumerThatSleepsIsTold() throws Exception {
    Race.run(
        Meeting::new,
        meeting -> {
          meeting.ring.offer(MESSAGE);
          meeting.told = meeting.ring.wakesConsumer();
        },
        meeting -> meeting.asleep = meeting.ring.poll() == null && meeting.ring.armConsumer(),
        meeting -> (meeting.told && meeting.ring.consumerHears()) == meeting.asleep);
  }

  /** Catches: a consumer without a fence, which sees no sleeper while that one sees no room. */
  @Test
  void aProducerThatSleepsIsTold() throws Exception {
    Race.run(
        Meeting::full,
        meeting -> {
          meeting.ring.poll();
          meeting.told = meeting.ring.wakesProducer();
        },
        meeting -> meeting.asleep = !meeting.ring.offer(MESSAGE) && meeting.ring.armProducer(),
        meeting -> (meeting.told && meeting.ring.producerHears()) == meeting.asleep);
  }

  private static final class Meeting {
    private final Ring ring = new Ring();
    private boolean told;
    private boolean asleep;

    Meeting() {
      ring.producerShare(1);
      ring.offer(MESSAGE); // so that its queue is there
      ring.poll();
      ring.wakesProducer();
    }

    static Meeting full() {
      var meeting = new Meeting();
      meeting.ring.offer(MESSAGE);
      return meeting;
    }
  }
}
