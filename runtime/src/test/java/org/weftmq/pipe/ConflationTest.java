package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.spi.Control;

class ConflationTest {
  private static final Options NONE = Options.initial();
  private static final Options NEWEST = NONE.with(SocketOptions.CONFLATE, true);
  private static final Options BY_TOPIC = NONE.with(SocketOptions.CONFLATE_BY_TOPIC, true);

  @Test
  void isWhatTheOptionsSayWhereTheTypeKnowsIt() {
    assertThat(Conflation.of(SocketType.SUB, NONE)).isEqualTo(Conflation.NONE);
    assertThat(Conflation.of(SocketType.SUB, BY_TOPIC)).isEqualTo(Conflation.BY_TOPIC);
    assertThat(Conflation.of(SocketType.SUB, NEWEST)).isEqualTo(Conflation.NEWEST);
    assertThat(Conflation.of(SocketType.SUB, NEWEST.with(SocketOptions.CONFLATE_BY_TOPIC, true)))
        .isEqualTo(Conflation.NEWEST);
    assertThat(Conflation.of(SocketType.ROUTER, NEWEST)).isEqualTo(Conflation.NONE);
  }

  /** Catches: a newer message that stands behind what came after the one that it replaces. */
  @Test
  void keepsTheNewestOfEachTopicInThePlaceOfTheFirst() {
    var control = new Control.Subscribe(Frame.of("a"));
    var items = List.of(Message.of("a", "1"), control, Message.of("b"), Message.of("a", "2"));

    assertThat(Conflation.BY_TOPIC.newest(items))
        .containsExactly(Message.of("a", "2"), control, Message.of("b"));
    assertThat(Conflation.NEWEST.newest(items)).containsExactly(Message.of("a", "2"), control);
    assertThat(Conflation.NONE.newest(items)).containsExactlyElementsOf(items);
  }

  /** Catches: slots of topics that went by, or a slot that is forgotten with its message in it. */
  @Test
  void itsSlotsAreKeptWhileTheyHoldAMessage() {
    var slots = new Slots(Conflation.BY_TOPIC);
    for (var i = 0; i < 200; i++) {
      assertThat(slots.of(Message.of("full " + i)).put(Message.of("first"))).isTrue();
    }
    assertThat(slots.size()).isEqualTo(200);
    for (var i = 0; i < 10_000; i++) {
      slots.of(Message.of("empty " + i));
    }

    assertThat(slots.size()).isBetween(200, 1_000);
    for (var i = 0; i < 200; i++) {
      assertThat(slots.of(Message.of("full " + i)).put(Message.of("second"))).isFalse();
    }
  }
}
