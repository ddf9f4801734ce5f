package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.actor.Parker;
import org.weftmq.system.SystemEnvironment;
import org.weftmq.test.Crew;
import org.weftmq.test.Tries;

/** A conflating ring between two real threads that sleep whenever they may. */
class ConflatingRingStressTest {
  private static final Duration TIME = Tries.scaled(Duration.ofSeconds(30));
  private static final int MESSAGES = Tries.scaled(300_000);

  /**
   * Catches: what model checking cannot see: an exchange that a thread does not see whole, a topic
   * whose last message never comes, a sleeper that is forgotten, counts that drift.
   */
  @ParameterizedTest
  @CsvSource({
    "PLATFORM, NEWEST, 1, 1",
    "VIRTUAL, NEWEST, 1, 1",
    "PLATFORM, BY_TOPIC, 7, 0",
    "VIRTUAL, BY_TOPIC, 7, 3",
    "PLATFORM, BY_TOPIC, 200, 300",
    "VIRTUAL, BY_TOPIC, 200, 20"
  })
  void theLastOfEachTopicArrivesAndNoneIsOlderThanTheOneBefore(
      Crew.Kind kind, Conflation conflation, int topics, int mark) throws Exception {
    var ring = new Ring();
    ring.conflate(conflation);
    ring.producerShare(mark);
    var environment = new SystemEnvironment();
    var producer = new Parker(environment);
    var consumer = new Parker(environment);
    var last = new int[topics];
    Arrays.fill(last, -1);

    try (var crew = kind.crew()) {
      crew.start(
          () -> {
            for (var i = 0; i < MESSAGES; ) {
              if (ring.offer(message(i % topics, i))) {
                i++;
                if (ring.wakesConsumer()) {
                  consumer.wake();
                }
              } else if (ring.armProducer()) {
                producer.await();
              }
            }
            ring.end();
            if (ring.wakesConsumer()) {
              consumer.wake();
            }
          });
      crew.start(
          () -> {
            while (!ring.isDrained()) {
              if (ring.poll() instanceof Message message) {
                var topic = message.first().buffer().getInt();
                var number = message.frame(1).buffer().getInt();
                assertThat(number).isGreaterThan(last[topic]);
                last[topic] = number;
                if (ring.wakesProducer()) {
                  producer.wake();
                }
              } else if (ring.armConsumer() && !ring.isDrained()) {
                consumer.await();
              }
            }
          });
      crew.join(TIME);
    }

    for (var topic = 0; topic < topics; topic++) {
      var sent = MESSAGES - 1;
      while (sent % topics != topic) {
        sent--;
      }
      assertThat(last[topic]).as("the last of topic " + topic).isEqualTo(sent);
    }
    assertThat(ring.written() + ring.replaced()).isEqualTo(MESSAGES);
    assertThat(ring.read()).isEqualTo(ring.written());
    assertThat(ring.queued()).isZero();
  }

  private static Message message(int topic, int number) {
    return Message.of(List.of(frame(topic), frame(number)));
  }

  private static Frame frame(int number) {
    return Frame.wrap(ByteBuffer.allocate(4).putInt(number).array());
  }
}
