package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Message;
import org.weftmq.actor.Parker;
import org.weftmq.system.SystemEnvironment;
import org.weftmq.test.Crew;
import org.weftmq.test.Tries;

/** A ring between two real threads that sleep whenever they may. */
class RingStressTest {
  private static final Duration TIME = Tries.scaled(Duration.ofSeconds(30));
  private static final int MESSAGES = Tries.scaled(200_000);

  /**
   * Catches: what model checking cannot see: a missing fence, a chunk of the queue that is lost.
   */
  @ParameterizedTest
  @CsvSource({
    "PLATFORM, 1",
    "PLATFORM, 300",
    "VIRTUAL, 1",
    "VIRTUAL, 2",
    "VIRTUAL, 300",
    "VIRTUAL, 0"
  })
  void everythingArrivesInOrderAndNobodySleepsForEver(Crew.Kind kind, int mark) throws Exception {
    var ring = new Ring();
    ring.producerShare(mark);
    var environment = new SystemEnvironment();
    var producer = new Parker(environment);
    var consumer = new Parker(environment);

    try (var crew = kind.crew()) {
      crew.start(
          () -> {
            for (var i = 0; i < MESSAGES; ) {
              if (ring.offer(message(i))) {
                i++;
                if (ring.wakesConsumer()) {
                  consumer.wake();
                }
              } else if (ring.armProducer()) {
                producer.await();
              }
            }
          });
      crew.start(
          () -> {
            for (var i = 0; i < MESSAGES; ) {
              var item = ring.poll();
              if (item != null) {
                assertThat(number((Message) item)).isEqualTo(i++);
                if (ring.wakesProducer()) {
                  producer.wake();
                }
              } else if (ring.armConsumer()) {
                consumer.await();
              }
            }
          });
      crew.join(TIME);
    }

    assertThat(ring.written()).isEqualTo(ring.read()).isEqualTo(MESSAGES);
  }

  /** Catches: a sleeper that a change of the mark forgets, on either side, while messages flow. */
  @ParameterizedTest
  @CsvSource({"PLATFORM", "VIRTUAL"})
  void marksMayChangeAllTheTime(Crew.Kind kind) throws Exception {
    var ring = new Ring();
    ring.producerShare(1);
    ring.consumerShare(1);
    var environment = new SystemEnvironment();
    var producer = new Parker(environment);
    var consumer = new Parker(environment);

    try (var crew = kind.crew()) {
      crew.start(
          () -> {
            for (var i = 0; i < MESSAGES; ) {
              if (ring.offer(message(i))) {
                i++;
                if (ring.wakesConsumer()) {
                  consumer.wake();
                }
                ring.producerShare(i % 7);
              } else if (ring.armProducer()) {
                producer.await();
              }
            }
          });
      crew.start(
          () -> {
            for (var i = 0; i < MESSAGES; ) {
              var item = ring.poll();
              if (item != null) {
                assertThat(number((Message) item)).isEqualTo(i++);
                if (ring.wakesProducer() | ring.consumerShare(1 + i % 5)) {
                  producer.wake();
                }
              } else if (ring.armConsumer()) {
                consumer.await();
              }
            }
          });
      crew.join(TIME);
    }

    assertThat(ring.written()).isEqualTo(ring.read()).isEqualTo(MESSAGES);
  }

  private static Message message(int number) {
    return Message.wrap(ByteBuffer.allocate(4).putInt(number).array());
  }

  private static int number(Message message) {
    return message.first().buffer().getInt();
  }
}
