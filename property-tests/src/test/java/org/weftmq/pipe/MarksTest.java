package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Control;
import org.weftmq.spi.Environment;
import org.weftmq.test.ManualEnvironment;

/** High-water marks by example: who counts, when room returns, what a change does. */
class MarksTest {
  private static final Message MESSAGE = Message.of("m");

  private final Environment environment = new ManualEnvironment();
  private final Pipe sender = Pipe.open();
  private final Pipe receiver = sender.far();

  @BeforeEach
  void ownBothEnds() {
    var owner = new Nobody();
    sender.own(owner);
    receiver.own(owner);
  }

  /** Catches: one side's mark alone. */
  @Test
  void theMarkIsTheSumOfBothShares() {
    sender.marks(2, 0);
    receiver.marks(0, 3);

    assertThat(fill()).isEqualTo(5);
  }

  /** Catches: zero taken for a mark of nothing. */
  @Test
  void zeroOnEitherSideIsNoLimit() {
    sender.marks(0, 1);
    receiver.marks(1, 1);

    for (var i = 0; i < 10_000; i++) {
      assertThat(sender.offer(MESSAGE)).isTrue();
    }
  }

  /** Catches: a share that is not there yet taken for no limit. */
  @Test
  void beforeThePeerIsThereOnesOwnShareCounts() {
    sender.marks(2, 1);

    assertThat(fill()).isEqualTo(2);
    receiver.marks(1, 1);
    assertThat(fill()).isEqualTo(1);
  }

  /** Catches: room given back one by one, or only when all is read. */
  @Test
  void roomReturnsWhenHalfOfTheMarkIsRead() {
    sender.marks(3, 1);
    receiver.marks(1, 4); // 7, so 4 is the low-water mark
    fill();

    read(3);
    assertThat(fill()).isZero();
    read(1);
    assertThat(fill()).isEqualTo(4);
  }

  /** Catches: a raised mark that counts only for later pipes (libzmq: test_sockopt_hwm). */
  @Test
  void aRaisedMarkCountsAtOnce() {
    sender.marks(1, 1);
    receiver.marks(1, 1);
    assertThat(fill()).isEqualTo(2);

    sender.marks(5, 1);

    assertThat(fill()).isEqualTo(4); // 5 + 1 in all
  }

  /** Catches: a lowered mark that drops what is queued, or that makes the credit negative. */
  @Test
  void aLoweredMarkLosesNothing() {
    sender.marks(5, 1);
    receiver.marks(5, 5);
    fill();

    sender.marks(1, 1);
    receiver.marks(1, 1);

    assertThat(sender.isWritable()).isFalse();
    assertThat(read(10)).isEqualTo(10);
    assertThat(fill()).isEqualTo(2);
  }

  /** Catches: credit that was held back under a high mark and is missing under the lower one. */
  @Test
  void aLoweredMarkCountsOnlyWhatIsQueued() {
    sender.marks(500, 1);
    receiver.marks(1, 500);
    for (var i = 0; i < 400; i++) {
      sender.offer(MESSAGE);
    }
    read(398);

    sender.marks(2, 1);
    receiver.marks(1, 3);

    assertThat(fill()).isEqualTo(3); // 2 of 5 are queued
  }

  /** Catches: subscriptions held up by a queue of messages. */
  @Test
  void controlsStandOutsideTheMarkAndInOrder() {
    var control = new Control.Subscribe(Frame.of("a"));
    sender.marks(1, 1);
    receiver.marks(1, 1);
    fill();

    sender.offer(control);

    read(2);
    assertThat(receiver.poll()).isEqualTo(control);
    assertThat(sender.tally().offered()).isEqualTo(2);
  }

  /** Catches: an end that says it has something to poll and then gives nothing. */
  @Test
  void aClosedEndIsNotReadable() {
    sender.offer(MESSAGE);

    receiver.close();

    assertThat(receiver.poll()).isNull();
    assertThat(receiver.isReadable()).isFalse();
  }

  private int fill() {
    var sent = 0;
    while (sent < 1_000 && sender.offer(MESSAGE)) {
      sent++;
    }
    return sent;
  }

  private int read(int count) {
    var read = 0;
    while (read < count && receiver.poll() != null) {
      read++;
    }
    return read;
  }

  private final class Nobody implements PipeOwner {
    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

    @Override
    public void tell(Pipe far, PipeSignal signal) {
      var sequel = new Sequel(environment);
      far.tell(signal, sequel);
      sequel.run();
    }
  }
}
