package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weftmq.pipe.PipeSignal.ENDED;
import static org.weftmq.pipe.PipeSignal.READABLE;
import static org.weftmq.pipe.PipeSignal.SEVERED;
import static org.weftmq.pipe.PipeSignal.WRITABLE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.RoutingId;
import org.weftmq.SocketType;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.spi.Peer;
import org.weftmq.system.SystemEnvironment;

class PipeTest {
  private static final Control SUBSCRIBE = new Control.Subscribe(Frame.of("topic"));
  private static final Control CANCEL = new Control.Cancel(Frame.of("topic"));

  private final Pipe near = Pipe.open();
  private final Pipe far = near.far();
  private final Told here = new Told();
  private final Told there = new Told();

  @BeforeEach
  void own() {
    assertThat(near.own(here)).isTrue();
    assertThat(far.own(there)).isTrue();
  }

  private static Message message(int number) {
    return Message.of("" + number);
  }

  private void send(int count) {
    for (var i = 1; i <= count; i++) {
      assertThat(near.offer(message(i))).as("room for message %d", i).isTrue();
    }
  }

  private List<Item> got() {
    var items = new ArrayList<Item>();
    for (var item = far.poll(); item != null; item = far.poll()) {
      items.add(item);
    }
    return items;
  }

  // ---- waking

  @Test
  void tellsASleeperOnceThatThereIsSomething() {
    assertThat(far.armReadable()).isTrue();

    send(2);

    assertThat(there.signals()).containsExactly(READABLE);
    assertThat(here.signals()).isEmpty();
  }

  @Test
  void tellsASleeperOfWhatWasPutWhenItIsAnnounced() {
    far.armReadable();

    assertThat(near.put(message(1))).isTrue();
    assertThat(there.signals()).isEmpty();
    Pipe.fence();
    near.announce();
    near.announce();

    assertThat(there.signals()).containsExactly(READABLE);
    assertThat(got()).containsExactly(message(1));
  }

  /** Catches: a far end that is told of what it is about to see anyway. */
  @Test
  void announcesNothingToWhoIsAwake() {
    near.put(message(1));
    Pipe.fence();
    near.announce();

    assertThat(there.tells()).isZero();
    assertThat(got()).containsExactly(message(1));
  }

  @Test
  void tellsTheFarEndOnceItsTurnIsOver() {
    far.armReadable();
    near.put(message(1));
    Pipe.fence();

    assertThat(near.isToBeWoken()).isTrue();
    near.run(new Sequel(new SystemEnvironment()));

    assertThat(there.signals()).containsExactly(READABLE);
  }

  /** Catches: a message that is put into a pipe whose own end is closed, and said to be sent. */
  @Test
  void putsNothingThroughAClosedEndOrToWhoIsGivenUp() {
    near.close();
    far.sever("given up");

    assertThat(near.put(message(1))).isFalse();
    assertThat(far.put(message(2))).isFalse();
  }

  @Test
  void putsNothingWhereItWouldOfferNothing() {
    near.marks(1, 0);
    far.marks(0, 1);
    send(2);

    assertThat(near.put(message(3))).isFalse();
    far.close();

    assertThat(near.put(message(3))).isFalse();
    assertThat(near.tally().offered()).isEqualTo(2);
  }

  @Test
  void doesNotLetAReaderSleepThatHasSomethingToPoll() {
    send(1);

    assertThat(far.armReadable()).isFalse();
    send(1);

    assertThat(there.signals()).isEmpty();
  }

  @Test
  void tellsNobodyWhoIsAwake() {
    near.marks(2, 0);
    send(2);
    got();

    assertThat(here.signals()).isEmpty();
    assertThat(there.signals()).isEmpty();
  }

  @Test
  void doesNotTellWhoKnowsAlready() {
    assertThat(far.disarmReadable()).isFalse();
    far.armReadable();

    assertThat(far.disarmReadable()).isTrue();
    assertThat(far.disarmReadable()).isFalse();
    send(1);

    assertThat(there.signals()).isEmpty();
  }

  @Test
  void doesNotLetASenderSleepThatHasRoom() {
    near.marks(2, 0);
    send(1);

    assertThat(near.armWritable()).isFalse();
    got();

    assertThat(here.signals()).isEmpty();
  }

  @Test
  void tellsItsOwnerLaterIfThatAsksForIt() {
    near.pollLater();

    assertThat(here.signals()).containsExactly(READABLE);
  }

  @Test
  void tellsNobodyWhereNobodyIs() {
    var alone = Pipe.open();
    alone.own(here);

    alone.close();

    assertThat(here.signals()).isEmpty();
  }

  // ---- marks

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 3", "100, 50"})
  void givesRoomBackOnceHalfOfTheMarkIsTaken(int mark, int half) {
    near.marks(mark, 0);
    for (var round = 0; round < 3; round++) {
      send(round == 0 ? mark : half);
      assertThat(near.offer(message(0))).isFalse();
      assertThat(near.isWritable()).isFalse();
      assertThat(near.armWritable()).isTrue();

      for (var i = 1; i < half; i++) {
        far.poll();
        assertThat(here.signals()).as("after %d of %d", i, mark).isEmpty();
      }
      far.poll();

      assertThat(here.signals()).containsExactly(WRITABLE);
      assertThat(near.isWritable()).isTrue();
    }
  }

  @Test
  void hasNoLimitWhereNobodySetsOneOrAnybodyWantsNone() {
    send(2_000);
    near.marks(1, 1);
    far.marks(1, 0);

    send(1_000);

    assertThat(near.tally().queued()).isEqualTo(3_000);
  }

  @Test
  void itsMarkIsTheSumOfBothShares() {
    near.marks(2, 0);
    far.marks(0, 3);

    send(5);

    assertThat(near.offer(message(6))).isFalse();
  }

  @Test
  void tellsASenderThatWaitsWhenTheMarkIsRaisedAtItsSide() {
    near.marks(1, 0);
    send(1);
    near.armWritable();

    near.marks(2, 0);

    assertThat(here.signals()).containsExactly(WRITABLE);
    send(1);
    assertThat(near.offer(message(0))).isFalse();
  }

  @Test
  void tellsASenderThatWaitsWhenTheMarkIsRaisedAtTheOtherSide() {
    near.marks(1, 0);
    send(1);
    near.armWritable();

    far.marks(0, 1);

    assertThat(here.signals()).containsExactly(WRITABLE);
    send(1);
    assertThat(near.offer(message(0))).isFalse();
  }

  @Test
  void anEmptyPipeHasRoomWhateverItsMarkWas() {
    near.marks(10, 0);
    send(4);

    near.marks(1, 0);

    assertThat(near.isWritable()).isFalse();
    got();
    assertThat(near.isWritable()).isTrue();
  }

  @Test
  void forgetsTheShareOfAnOwnerThatGaveItUp() {
    near.marks(1, 1);
    near.disown();
    assertThat(near.own(here)).isTrue();

    send(10);

    assertThat(near.tally().queued()).isEqualTo(10);
  }

  // ---- owners

  @Test
  void hasOneOwner() {
    assertThat(near.own(there)).isFalse();
    near.pollLater();

    assertThat(here.signals()).containsExactly(READABLE);
    assertThat(there.signals()).isEmpty();
  }

  @Test
  void canBeGivenUpBeforeAnybodyOwnsTheFarEnd() {
    var alone = Pipe.open();
    alone.own(here);
    alone.close();

    assertThat(alone.orphan()).isTrue();
    assertThat(alone.orphan()).isTrue();
    assertThat(alone.far().own(there)).isFalse();
  }

  @Test
  void cannotBeGivenUpOnceSomebodyOwnsTheFarEnd() {
    assertThat(near.orphan()).isFalse();
  }

  @Test
  void carriesWhatIsNotedOfItAndWhoThePeerIs() {
    var peer = new Peer(SocketType.PULL, RoutingId.none(), "somewhere");
    assertThat(near.peer()).isEmpty();

    near.peer(peer);
    near.note("a note");

    assertThat(near.peer()).contains(peer);
    assertThat(near.note()).isEqualTo("a note");
    near.peer(null);
    assertThat(near.peer()).isEmpty();
  }

  // ---- outside the mark

  @Test
  void forcesItemsThroughAFullPipe() {
    near.marks(1, 0);
    send(1);
    got();
    send(1);
    far.armReadable();

    near.force(message(2));
    near.offer(SUBSCRIBE);

    assertThat(near.tally().offered()).isEqualTo(3);
    assertThat(near.tally().queued()).isEqualTo(2);
    assertThat(got()).containsExactly(message(1), message(2), SUBSCRIBE);
  }

  @Test
  void tellsASleeperOfWhatIsForced() {
    far.armReadable();
    near.force(message(1));
    assertThat(there.signals()).containsExactly(READABLE);
    got();
    far.armReadable();

    near.force(SUBSCRIBE);

    assertThat(there.signals()).containsExactly(READABLE);
  }

  @Test
  void forcesNothingIntoAPipeThatIsClosed() {
    far.close();

    near.force(message(1));
    near.notice(List.of(message(2)));

    assertThat(near.tally().offered()).isZero();
    assertThat(near.tally().queued()).isZero();
  }

  @Test
  void refusesToForceAnObjectThatCannotPass() {
    far.confirming(false);
    near.peer(new Peer(SocketType.PULL, RoutingId.none(), "somewhere"));

    assertThatThrownBy(() -> near.force(Message.ofObject(this)))
        .isInstanceOf(NoCodecException.class)
        .hasMessageContaining("PULL at somewhere");
    assertThat(near.tally().offered()).isZero();
  }

  @Test
  void noticesAreInOrderWithMessagesAndInNoLedger() {
    send(1);
    near.notice(List.of(Message.of("notice"), Message.of("another")));
    near.force(message(2));
    assertThat(near.tally().offered()).isEqualTo(2);
    assertThat(near.tally().queued()).isEqualTo(2);

    far.poll();
    assertThat(near.tally().queued()).isEqualTo(1);
    assertThat(far.poll()).isEqualTo(Message.of("notice"));
    assertThat(near.tally().queued()).isEqualTo(1);
    assertThat(near.tally().written()).isEqualTo(1);

    assertThat(got()).containsExactly(Message.of("another"), message(2));
    assertThat(near.tally().isFlushed()).isTrue();
  }

  @Test
  void tellsASleeperOfANotice() {
    far.armReadable();

    near.notice(List.of(message(1), message(2)));

    assertThat(there.signals()).containsExactly(READABLE);
  }

  @Test
  void controlsAreInNoLedger() {
    near.offer(SUBSCRIBE);
    send(1);
    near.offer(CANCEL);
    assertThat(near.tally().queued()).isEqualTo(1);

    assertThat(far.poll()).isEqualTo(SUBSCRIBE);
    assertThat(near.tally().queued()).isEqualTo(1);
    assertThat(far.poll()).isEqualTo(message(1));
    assertThat(near.tally().queued()).isZero();
    assertThat(far.poll()).isEqualTo(CANCEL);
    assertThat(near.tally().queued()).isZero();
  }

  @Test
  void controlsOfAFormerConnectionAreNotTaken() {
    near.offer(SUBSCRIBE);
    send(1);
    near.offer(CANCEL);

    near.outdateControls();
    near.offer(SUBSCRIBE);

    assertThat(got()).containsExactly(message(1), SUBSCRIBE);
    assertThat(near.tally().queued()).isZero();
  }

  // ---- ends

  @Test
  void isOpenAtFirst() {
    assertThat(near.isClosed()).isFalse();
    assertThat(near.isOwnClosed()).isFalse();
    assertThat(near.isFarClosed()).isFalse();
    assertThat(near.isSevered()).isFalse();
    assertThat(near.severance()).isEmpty();
    assertThat(near.isDrained()).isFalse();
    assertThat(near.isReadable()).isFalse();
    assertThat(near.isWritable()).isTrue();
  }

  @Test
  void whatWasSentBeforeTheEndCanBePolledBehindIt() {
    send(2);

    near.close();
    near.close();

    assertThat(there.signals()).containsExactly(ENDED);
    assertThat(far.isFarClosed()).isTrue();
    assertThat(far.isReadable()).isTrue();
    assertThat(far.isDrained()).isFalse();
    assertThat(got()).containsExactly(message(1), message(2));
    assertThat(far.isReadable()).isFalse();
    assertThat(far.isDrained()).isTrue();
  }

  @Test
  void nothingIsSentEitherWayOnceAnEndIsClosed() {
    far.offer(message(1));

    near.close();

    assertThat(near.isOwnClosed()).isTrue();
    assertThat(near.offer(message(2))).isFalse();
    assertThat(far.offer(message(3))).isFalse();
    assertThat(far.isWritable()).isFalse();
    assertThat(far.isClosed()).isTrue();
    assertThat(far.isOwnClosed()).isFalse();
    assertThat(near.poll()).isNull();
    assertThat(near.isReadable()).isFalse();
    assertThat(near.isDrained()).isTrue();
  }

  @Test
  void aSenderDoesNotSleepBeforeAnEndThatIsClosed() {
    near.marks(1, 0);
    send(1);
    far.close();

    assertThat(near.armWritable()).isFalse();
  }

  @Test
  void whatIsQueuedForAPeerThatIsGivenUpIsDropped() {
    send(2);

    near.sever("too slow");
    near.sever("another reason");

    assertThat(here.signals()).containsExactly(SEVERED);
    assertThat(near.isSevered()).isTrue();
    assertThat(near.severance()).contains("too slow");
    assertThat(near.isClosed()).isTrue();
    assertThat(near.offer(message(3))).isFalse();
    assertThat(far.isReadable()).isFalse();
    assertThat(got()).isEmpty();
    assertThat(near.tally().queued()).isEqualTo(2);
  }

  /** Catches: a peer that is heard though it was given up; a reader that never sleeps for it. */
  @Test
  void whatAPeerThatIsGivenUpSendsIsNotReceived() {
    far.farewell(List.of(Message.of("bye")));
    send(1);

    far.sever("too loud");
    send(2);

    assertThat(got()).isEmpty();
    assertThat(far.isReadable()).isFalse();
    assertThat(far.armReadable()).isTrue();
    assertThat(far.isDrained()).isFalse();
    near.close();
    assertThat(far.poll()).isEqualTo(Message.of("bye"));
    assertThat(far.isDrained()).isTrue();
    assertThat(near.tally().queued()).isEqualTo(3);
  }

  @Test
  void aFarewellIsReceivedAfterAllThatThePeerSent() {
    far.farewell(List.of(Message.of("good"), Message.of("bye")));
    send(1);
    assertThat(far.isDrained()).isFalse();

    assertThat(far.poll()).isEqualTo(message(1));
    assertThat(far.isReadable()).isFalse();
    assertThat(far.poll()).isNull();
    near.close();

    assertThat(far.isReadable()).isTrue();
    assertThat(far.isDrained()).isFalse();
    assertThat(far.poll()).isEqualTo(Message.of("good"));
    assertThat(far.takeFarewell()).containsExactly(Message.of("bye"));
    assertThat(far.poll()).isNull();
    assertThat(far.isDrained()).isTrue();
    assertThat(far.isReadable()).isFalse();
  }

  // ---- the ledger

  @Test
  void countsWhatWasSkippedAsOffered() {
    send(1);
    near.skip();
    near.skip();

    assertThat(near.tally().skipped()).isEqualTo(2);
    assertThat(near.tally().offered()).isEqualTo(3);
    assertThat(near.tally().queued()).isEqualTo(1);
  }

  @Test
  void aMessageIsWrittenOnceItIsTaken() {
    send(2);
    assertThat(near.tally().isFlushed()).isFalse();

    far.poll();
    assertThat(near.tally().written()).isEqualTo(1);
    assertThat(near.tally().isFlushed()).isFalse();

    far.poll();
    assertThat(near.tally().written()).isEqualTo(2);
    assertThat(near.tally().isFlushed()).isTrue();
  }

  /** Catches: a message that is in two columns of the ledger, or in none (law 8). */
  @Test
  void everyMessageThatIsHeldEndsInOneColumn() {
    var receipts = far.confirming(true);
    send(7);
    for (var i = 0; i < 7; i++) {
      far.poll();
      receipts.hold();
    }
    assertThat(near.tally().queued()).isEqualTo(7);
    assertThat(near.tally().written()).isZero();

    receipts.confirm(2);
    assertThat(near.tally().written()).isEqualTo(2);
    assertThat(near.tally().queued()).isEqualTo(5);
    receipts.lose();
    assertThat(near.tally().unknown()).isEqualTo(1);
    assertThat(near.tally().queued()).isEqualTo(4);
    receipts.spoil();
    assertThat(near.tally().spoiled()).isEqualTo(1);
    assertThat(near.tally().queued()).isEqualTo(3);
    receipts.refuse();
    assertThat(near.tally().refused()).isEqualTo(1);
    assertThat(near.tally().queued()).isEqualTo(2);
    assertThat(near.tally().isFlushed()).isFalse();
    receipts.supersede(2);
    assertThat(near.tally().conflated()).isEqualTo(2);

    assertThat(near.tally().queued()).isZero();
    assertThat(near.tally().isFlushed()).isTrue();
  }
}
