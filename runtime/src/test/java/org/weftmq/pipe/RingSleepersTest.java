package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Message;

/** Who is to tell whom, one step after another. */
class RingSleepersTest {
  private static final Message MESSAGE = Message.of("m");

  private final Ring ring = new Ring();

  @BeforeEach
  void holdsOne() {
    ring.producerShare(1);
  }

  private boolean offerWakesConsumer() {
    assertThat(ring.offer(MESSAGE)).isTrue();
    return ring.wakesConsumer();
  }

  private boolean pollWakesProducer() {
    assertThat(ring.poll()).isNotNull();
    return ring.wakesProducer();
  }

  @Test
  void aConsumerIsToldByEachUntilItHears() {
    assertThat(ring.armConsumer()).isTrue();

    assertThat(offerWakesConsumer()).isTrue();
    assertThat(ring.wakesConsumer()).isTrue();
    assertThat(ring.consumerHears()).isTrue();
    assertThat(ring.wakesConsumer()).isFalse();
    assertThat(ring.consumerHears()).isFalse();
  }

  @Test
  void aProducerIsToldByEachUntilItHears() {
    ring.offer(MESSAGE);
    assertThat(ring.armProducer()).isTrue();

    assertThat(pollWakesProducer()).isTrue();
    assertThat(ring.wakesProducer()).isTrue();
    assertThat(ring.callsProducer()).isTrue();
    assertThat(ring.producerHears()).isTrue();
    assertThat(ring.wakesProducer()).isFalse();
    assertThat(ring.callsProducer()).isFalse();
    assertThat(ring.producerHears()).isFalse();
  }

  @Test
  void whoSleepsAndWasNotCalledHearsNothing() {
    ring.armConsumer();
    ring.offer(MESSAGE);
    ring.armProducer();

    assertThat(ring.consumerHears()).isFalse();
    assertThat(ring.producerHears()).isFalse();
    assertThat(ring.wakesConsumer()).isTrue();
    assertThat(pollWakesProducer()).isTrue();
  }

  @Test
  void aConsumerThatFindsSomethingIsAwake() {
    ring.offer(MESSAGE);

    assertThat(ring.armConsumer()).isFalse();
    assertThat(ring.wakesConsumer()).isFalse();
  }

  @Test
  void aProducerThatFindsRoomIsAwake() {
    assertThat(ring.armProducer()).isFalse();

    ring.offer(MESSAGE);
    assertThat(pollWakesProducer()).isFalse();
  }

  @Test
  void aProducerThatNobodyWillTakeFromIsAwake() {
    ring.offer(MESSAGE);
    ring.abandon();

    assertThat(ring.armProducer()).isFalse();
    assertThat(ring.callsProducer()).isFalse();
  }

  @Test
  void aConsumerThatIsDisarmedHearsNothing() {
    assertThat(ring.disarmConsumer()).isFalse();
    ring.armConsumer();
    offerWakesConsumer();

    assertThat(ring.disarmConsumer()).isTrue();
    assertThat(ring.disarmConsumer()).isFalse();
    assertThat(ring.consumerHears()).isFalse();
    assertThat(ring.wakesConsumer()).isFalse();
  }

  @Test
  void aProducerThatIsAwakeIsNotToldOfRoom() {
    assertThat(ring.producerShare(2)).isFalse();
    assertThat(ring.consumerShare(3)).isFalse();
    assertThat(ring.conflate(Conflation.BY_TOPIC)).isFalse();
    assertThat(ring.conflate(Conflation.BY_TOPIC)).isFalse();
    assertThat(ring.emptied()).isFalse();
  }

  @Test
  void aProducerThatSleepsIsToldOfRoom() {
    ring.offer(MESSAGE);
    assertThat(ring.armProducer()).isTrue();
    assertThat(ring.emptied()).isTrue();
    ring.producerHears();
    assertThat(ring.armProducer()).isTrue();
    assertThat(ring.producerShare(2)).isTrue();
    assertThat(ring.conflate(Conflation.BY_TOPIC)).as("not heard yet").isTrue();
    ring.producerHears();

    assertThat(ring.conflate(Conflation.BY_TOPIC)).as("nothing has changed").isFalse();
  }

  @Test
  void aConsumerHearsWhatItTellsItself() {
    ring.callSelf();

    assertThat(ring.consumerHears()).isTrue();
    assertThat(ring.consumerHears()).isFalse();
  }
}
