package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.actor.Sequel;
import org.weftmq.fixture.World;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;

class BlockingPipeTest {
  @RegisterExtension final World world = new World();

  private final Pipe near = Pipe.open();
  private BlockingPipe far;

  @BeforeEach
  void open() {
    near.own(
        new PipeOwner() {
          @Override
          public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

          @Override
          public void tell(Pipe end, PipeSignal signal) {
            end.tell(signal, new Sequel(world));
          }
        });
    far = new BlockingPipe(near.far(), world);
    near.marks(10, 2);
  }

  private static Message message(int number) {
    return Message.of("" + number);
  }

  @Test
  void takesWhatTheSocketSendsAndBlocksWhileThereIsNothing() throws Exception {
    var taking = world.<Item>blocked(() -> far.take());

    near.offer(message(1));

    assertThat(taking.result()).isEqualTo(message(1));
  }

  @Test
  void putsBlockWhileTheQueueIsFull() throws Exception {
    assertThat(far.put(message(1))).isTrue();
    assertThat(far.hasRoom()).isTrue();
    assertThat(far.put(message(2))).isTrue();
    assertThat(far.hasRoom()).isFalse();
    var putting = world.blocked(() -> far.put(message(3)));

    near.poll();
    near.poll();

    assertThat(putting.result()).isTrue();
    assertThat(near.poll()).isEqualTo(message(3));
  }

  @Test
  void controlsGoInOrderButNeverWait() throws Exception {
    var subscribe = new Control.Subscribe(Frame.of("a"));
    far.put(message(1));
    far.put(message(2));

    far.put(subscribe);

    assertThat(near.poll()).isEqualTo(message(1));
    assertThat(near.poll()).isEqualTo(message(2));
    assertThat(near.poll()).isEqualTo(subscribe);
  }

  @Test
  void aMessageCountsAsWrittenOnceItIsReported() throws Exception {
    near.offer(message(1));
    near.offer(new Control.Join(Frame.of("group")));
    near.offer(message(2));
    far.take();
    far.take();
    far.take();
    assertThat(near.tally().offered()).isEqualTo(2);
    assertThat(near.tally().written()).isZero();

    far.sent(2);
    assertThat(near.tally().written()).isEqualTo(1);
    far.sent(1);
    assertThat(near.tally().written()).isEqualTo(2);
  }

  @Test
  void whatWasTakenAndNotReportedComesFirstForTheNextConnection() throws Exception {
    for (var i = 1; i <= 5; i++) {
      near.offer(message(i));
    }
    far.take();
    far.take();
    far.take();
    far.sent(1);

    far.release();
    far.renew();

    for (var i = 2; i <= 5; i++) {
      assertThat(far.take()).isEqualTo(message(i));
    }
  }

  @Test
  void whatIsGivenBackTwiceStaysInOrder() throws Exception {
    for (var i = 1; i <= 4; i++) {
      near.offer(message(i));
    }
    far.take();
    far.take();
    far.take();
    far.release();
    far.renew();
    far.take();

    far.release();
    far.renew();

    for (var i = 1; i <= 4; i++) {
      assertThat(far.poll()).isEqualTo(message(i));
    }
    assertThat(far.poll()).isNull();
  }

  @Test
  void whatWasSentInPartIsNeitherWrittenNorSentAgain() throws Exception {
    near.offer(message(1));
    near.offer(message(2));
    far.take();
    far.take();

    far.sentInPart();
    far.release();
    far.renew();

    assertThat(far.take()).isEqualTo(message(2));
    assertThat(near.tally().unknown()).isEqualTo(1);
    assertThat(near.tally().written()).isZero();
  }

  @Test
  void aControlSentInPartIsSimplyGone() throws Exception {
    near.offer(new Control.Join(Frame.of("group")));
    far.take();

    far.sentInPart();

    assertThat(near.tally().unknown()).isZero();
  }

  @Test
  void whatWasRefusedIsNeitherWrittenNorSentAgain() throws Exception {
    near.offer(message(1));
    near.offer(message(2));
    near.offer(new Control.Join(Frame.of("group")));
    far.take();

    far.refused();

    assertThat(near.tally().refused()).isEqualTo(1);
    assertThat(near.tally().queued()).isEqualTo(1);
    assertThat(near.tally().isFlushed()).isFalse();
    assertThat(far.take()).isEqualTo(message(2));
    far.sent(1);
    far.take();
    far.refused(); // a control is simply gone
    assertThat(near.tally().refused()).isEqualTo(1);
    assertThat(near.tally().written()).isEqualTo(1);
    assertThat(near.tally().isFlushed()).isTrue();
  }

  @Test
  void anOfferNeverWaits() {
    near.marks(1, 1);
    assertThat(far.offer(message(1))).isTrue();

    assertThat(far.offer(message(2))).isFalse();
    near.poll();
    assertThat(far.offer(message(2))).isTrue();
    near.close();
    assertThat(far.offer(message(3))).isFalse();
  }

  @Test
  void controlsAreForOneConnectionAlone() throws Exception {
    near.offer(new Control.Join(Frame.of("taken")));
    near.offer(message(1));
    near.offer(new Control.Join(Frame.of("not taken")));
    near.offer(message(2));
    far.take();

    far.release();
    far.renew();
    near.outdateControls();
    near.offer(new Control.Join(Frame.of("anew")));

    assertThat(far.take()).isEqualTo(message(1));
    assertThat(far.take()).isEqualTo(message(2));
    assertThat(far.take()).isEqualTo(new Control.Join(Frame.of("anew")));
    assertThat(near.tally().queued()).isEqualTo(2);
  }

  @Test
  void releasingEndsBothThreadsAndTheMessageStays() throws Exception {
    far.put(message(1));
    far.put(message(2));
    var putting = world.blocked(() -> far.put(message(3)));
    var taking = world.<Item>blocked(() -> far.take());

    far.release();

    assertThat(putting.result()).isFalse();
    assertThat(taking.result()).isNull();
    assertThat(far.isOver()).isTrue();
    near.poll();
    near.poll();
    assertThat(near.poll()).isEqualTo(message(3));
  }

  @Test
  void whatIsPutAfterTheReleaseIsWithTheSocketAllTheSame() throws Exception {
    far.release();

    assertThat(far.put(message(1))).isFalse();
    assertThat(near.poll()).isEqualTo(message(1));
  }

  @Test
  void theSocketsEndLetsWhatIsQueuedGoOutFirst() throws Exception {
    near.offer(message(1));
    near.offer(message(2));

    near.close();

    assertThat(far.isEnded()).isTrue();
    assertThat(far.isOver()).isFalse();
    assertThat(far.take()).isEqualTo(message(1));
    assertThat(far.take()).isEqualTo(message(2));
    assertThat(far.take()).isNull();
    assertThat(far.isOver()).isTrue();
  }

  @Test
  void theSocketsEndWakesBothThreadsAndTakesNothingMore() throws Exception {
    far.put(message(1));
    far.put(message(2));
    var putting = world.blocked(() -> far.put(message(3)));
    var taking = world.<Item>blocked(() -> far.take());

    near.close();

    assertThat(putting.result()).isFalse();
    assertThat(taking.result()).isNull();
  }

  @Test
  void aNudgeMakesTakeReturnOnce() throws Exception {
    var taking = world.<Item>blocked(() -> far.take());

    far.nudge();

    assertThat(taking.result()).isNull();
    assertThat(far.isOver()).isFalse();
    var again = world.<Item>blocked(() -> far.take());
    near.offer(message(1));
    assertThat(again.result()).isEqualTo(message(1));
  }

  @Test
  void aNudgeThatComesFirstIsKept() throws Exception {
    far.nudge();

    assertThat(far.take()).isNull();
  }

  @Test
  void bothThreadsCanBeInterrupted() throws Exception {
    far.put(message(1));
    far.put(message(2));
    var putting = world.blocked(() -> far.put(message(3)));
    var taking = world.<Item>blocked(() -> far.take());

    putting.interrupt();
    taking.interrupt();

    assertThatThrownBy(putting::result).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(taking::result).isInstanceOf(InterruptedException.class);
  }

  @Test
  void theNextConnectionBeginsWithWhatItIsToBeginWith() throws Exception {
    near.offer(message(3));
    far.release();
    far.renew();

    far.begin(List.of(message(1), message(2)));

    assertThat(far.take()).isEqualTo(message(1));
    assertThat(far.take()).isEqualTo(message(2));
    assertThat(far.take()).isEqualTo(message(3));
  }

  @Test
  void givesTheSocketMessagesThatNoPeerSent() {
    far.notice(List.of(message(1)));

    assertThat(near.poll()).isEqualTo(message(1));
    assertThat(near.far().tally().offered()).isZero();
  }

  @Test
  void closingTellsTheSocketAndLetsNothingIn() throws Exception {
    far.close();

    assertThat(near.isFarClosed()).isTrue();
    assertThat(near.offer(message(1))).isFalse();
    assertThat(far.put(message(2))).isFalse();
  }

  @Test
  void knowsWhetherTheSocketHasEnded() {
    assertThat(far.isEnded()).isFalse();

    near.close();

    assertThat(far.isEnded()).isTrue();
  }

  /** A socket's end that is told of what a connection does at the other. */
  private final class TestSocket {
    private final Told told = new Told();
    private final Pipe end = Pipe.open();
    private final BlockingPipe connection;

    TestSocket(Conflation conflation) {
      end.own(told);
      end.conflate(conflation);
      connection = new BlockingPipe(end.far(), world);
    }

    /** It waits for a message. */
    TestSocket asleep() {
      assertThat(end.armReadable()).isTrue();
      return this;
    }

    /** It has sent that many messages, and waits for room. */
    TestSocket full(int mark) {
      end.marks(mark, 0);
      for (var i = 1; i <= mark; i++) {
        assertThat(end.offer(message(i))).isTrue();
      }
      assertThat(end.armWritable()).isTrue();
      return this;
    }
  }

  @Test
  void tellsASocketThatSleeps() throws Exception {
    var socket = new TestSocket(Conflation.NONE).asleep();

    socket.connection.put(message(1));

    assertThat(socket.told.signals()).containsExactly(PipeSignal.READABLE);
  }

  @Test
  void tellsASleepingSocketOnceOfAllThatWasPutQuietly() throws Exception {
    var socket = new TestSocket(Conflation.NONE).asleep();
    socket.connection.putQuietly(message(1));
    socket.connection.putQuietly(message(2));
    assertThat(socket.told.signals()).isEmpty();

    socket.connection.announce();
    socket.connection.announce();

    assertThat(socket.told.signals()).containsExactly(PipeSignal.READABLE);
  }

  @Test
  void tellsOfWhatWasPutQuietlyBeforeItWaitsForRoom() throws Exception {
    var socket = new TestSocket(Conflation.NONE).asleep();
    socket.end.marks(0, 1);
    socket.connection.putQuietly(message(1));

    var putting = world.blocked(() -> socket.connection.putQuietly(message(2)));

    assertThat(socket.told.signals()).containsExactly(PipeSignal.READABLE);
    socket.end.poll();
    assertThat(putting.result()).isTrue();
    assertThat(socket.end.poll()).isEqualTo(message(2));
  }

  @Test
  void tellsAWaitingSocketOnceOfTheRoomThatAllWhatWasPolledHasLeft() throws Exception {
    var socket = new TestSocket(Conflation.NONE).full(2);
    socket.connection.poll();
    socket.connection.poll();
    assertThat(socket.told.signals()).isEmpty();
    assertThat(socket.end.isWritable()).isFalse();

    socket.connection.giveBack();
    socket.connection.giveBack();

    assertThat(socket.told.signals()).containsExactly(PipeSignal.WRITABLE);
    assertThat(socket.end.isWritable()).isTrue();
  }

  @Test
  void tellsOfTheRoomBeforeItWaitsForMore() throws Exception {
    var socket = new TestSocket(Conflation.NONE).full(2);
    socket.connection.poll();
    socket.connection.poll();

    var taking = world.<Item>blocked(() -> socket.connection.take());

    assertThat(socket.told.signals()).containsExactly(PipeSignal.WRITABLE);
    socket.end.offer(message(3));
    assertThat(taking.result()).isEqualTo(message(3));
  }

  @Test
  void tellsOfTheRoomThatATakeHasLeft() throws Exception {
    var socket = new TestSocket(Conflation.NONE).full(2);

    socket.connection.take();

    assertThat(socket.told.signals()).containsExactly(PipeSignal.WRITABLE);
  }

  @Test
  void tellsOfTheRoomThatTheNextConnectionFinds() throws Exception {
    var socket = new TestSocket(Conflation.BY_TOPIC).full(1);

    socket.connection.release();
    socket.connection.renew();

    assertThat(socket.told.signals()).containsExactly(PipeSignal.WRITABLE);
  }
}
