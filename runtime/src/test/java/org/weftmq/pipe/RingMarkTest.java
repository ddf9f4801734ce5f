package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Message;

/**
 * A mark that changes while the consumer takes messages, with what both threads do one after the
 * other: a poll whose {@code wakesProducer} still saw the former mark gives nothing back.
 */
class RingMarkTest {
  private static final Message MESSAGE = Message.of("m");

  /** Whoever sets the mark. */
  enum Side {
    PRODUCER,
    CONSUMER;

    void mark(Ring ring, int share) {
      switch (this) {
        case PRODUCER -> ring.producerShare(share);
        case CONSUMER -> ring.consumerShare(share);
      }
    }
  }

  private final Ring ring = new Ring();

  private void offer(int count) {
    for (var i = 0; i < count; i++) {
      assertThat(ring.offer(MESSAGE)).as("room for one more").isTrue();
    }
  }

  private void take(int count) {
    for (var i = 0; i < count; i++) {
      assertThat(ring.poll()).isEqualTo(MESSAGE);
    }
  }

  private void lowerTheMarkWhileTwoMessagesWait(Side side) {
    side.mark(ring, 8);
    offer(2);
    side.mark(ring, 1);
  }

  /** Catches: an empty ring that is full because credit was held back under the former mark. */
  @ParameterizedTest
  @EnumSource
  void hasRoomOnceItIsEmptyThoughNoCreditCameBack(Side side) {
    lowerTheMarkWhileTwoMessagesWait(side);
    take(2);

    assertThat(ring.hasRoom()).isTrue();
    offer(1);
    assertThat(ring.hasRoom()).isFalse();
  }

  /** Catches: room before the ring is empty, and none afterwards for who has asked in vain. */
  @ParameterizedTest
  @EnumSource
  void hasNoRoomBeforeItIsEmpty(Side side) {
    lowerTheMarkWhileTwoMessagesWait(side);
    assertThat(ring.hasRoom()).isFalse();
    take(1);
    assertThat(ring.armProducer()).isTrue();
    take(1);

    assertThat(ring.hasRoom()).isTrue();
  }

  /** Catches: a consumer's counter that is looked at for each message of a ring that is full. */
  @ParameterizedTest
  @EnumSource
  void countsByCreditAloneOnceAMessageCameUnderTheNewMark(Side side) {
    lowerTheMarkWhileTwoMessagesWait(side);
    take(2);
    offer(1);
    take(1);

    assertThat(ring.hasRoom()).isFalse();
    assertThat(ring.wakesProducer()).isFalse(); // it did not sleep
    assertThat(ring.hasRoom()).isTrue();
  }

  /** Catches: a change of the mark that counts once only. */
  @ParameterizedTest
  @EnumSource
  void looksAgainAfterEachChangeOfTheMark(Side side) {
    lowerTheMarkWhileTwoMessagesWait(side);
    take(2);
    offer(1);
    side.mark(ring, 3);
    offer(1);
    side.mark(ring, 1);
    assertThat(ring.hasRoom()).isFalse();
    take(2);

    assertThat(ring.hasRoom()).isTrue();
  }

  /** Catches: messages that came under a raised mark, taken for those from before it. */
  @Test
  void aRaisedMarkCountsByCreditToo() {
    ring.producerShare(2);
    offer(2);
    assertThat(ring.hasRoom()).isFalse();

    ring.producerShare(3);
    offer(1);
    take(3);

    assertThat(ring.hasRoom()).isFalse();
    ring.wakesProducer();
    offer(3);
    assertThat(ring.hasRoom()).isFalse();
  }
}
