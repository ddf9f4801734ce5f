package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.system.SystemEnvironment;

class ConflatingPipeTest {
  private final Pipe near = Pipe.open();
  private final Pipe far = near.far();
  private final List<PipeSignal> nearTold = new ArrayList<>();
  private final List<PipeSignal> farTold = new ArrayList<>();

  @BeforeEach
  void own() {
    near.own(owner(nearTold));
    far.own(owner(farTold));
    near.marks(2, 2);
  }

  private static PipeOwner owner(List<PipeSignal> told) {
    return new PipeOwner() {
      @Override
      public void on(Pipe end, PipeSignal signal, Sequel sequel) {
        if (end.hears(signal)) {
          told.add(signal);
        }
      }

      @Override
      public void tell(Pipe end, PipeSignal signal) {
        end.tell(signal, new Sequel(new SystemEnvironment()));
      }
    };
  }

  private void send(String first, String... rest) {
    assertThat(near.offer(Message.of(first, rest))).as("room").isTrue();
  }

  private List<Item> got() {
    var items = new ArrayList<Item>();
    for (var item = far.poll(); item != null; item = far.poll()) {
      items.add(item);
    }
    return items;
  }

  @Test
  void keepsTheNewestMessageWhole() {
    near.conflate(Conflation.NEWEST);

    send("a", "1");
    send("b", "2", "3");

    assertThat(got()).containsExactly(Message.of("b", "2", "3"));
    assertThat(far.isReadable()).isFalse();
  }

  @Test
  void keepsTheNewestMessageOfEachTopicWhereTheFirstStood() {
    near.conflate(Conflation.BY_TOPIC);

    send("a", "1");
    send("b", "1");
    send("a", "2");

    assertThat(got()).containsExactly(Message.of("a", "2"), Message.of("b", "1"));
  }

  @Test
  void aTopicThatWasTakenStandsAtTheEndWhenItComesAgain() {
    near.conflate(Conflation.BY_TOPIC);
    send("a", "1");
    send("b", "1");
    far.poll();

    send("a", "2");

    assertThat(got()).containsExactly(Message.of("b", "1"), Message.of("a", "2"));
  }

  @Test
  void marksMeanNothingWhereOnlyTheNewestIsKept() {
    near.conflate(Conflation.NEWEST);

    for (var i = 0; i < 100; i++) {
      send("" + i);
    }

    assertThat(near.isWritable()).isTrue();
    assertThat(got()).containsExactly(Message.of("99"));
  }

  @Test
  void theMarkCountsTopics() {
    near.conflate(Conflation.BY_TOPIC);
    send("a", "1");
    send("b", "1");

    assertThat(near.offer(Message.of("c", "1"))).isFalse();
    assertThat(near.armWritable()).isTrue();
    send("a", "2");
    far.poll();

    assertThat(nearTold).containsExactly(PipeSignal.WRITABLE);
    send("c", "2");
    assertThat(got()).containsExactly(Message.of("b", "1"), Message.of("c", "2"));
  }

  @Test
  void controlsAreAllKeptInOrder() {
    near.conflate(Conflation.NEWEST);
    var subscribe = new Control.Subscribe(Frame.of("x"));

    near.offer(subscribe);
    send("1");
    near.offer(subscribe);
    send("2");

    assertThat(got()).containsExactly(subscribe, Message.of("2"), subscribe);
  }

  @Test
  void bothDirectionsConflate() {
    near.conflate(Conflation.NEWEST);

    far.offer(Message.of("1"));
    far.offer(Message.of("2"));

    assertThat(near.poll()).isEqualTo(Message.of("2"));
    assertThat(near.poll()).isNull();
  }

  @Test
  void aSleeperHearsOnceWhateverIsReplaced() {
    near.conflate(Conflation.NEWEST);
    assertThat(far.armReadable()).isTrue();

    send("1");
    send("2");

    assertThat(farTold).containsExactly(PipeSignal.READABLE);
  }

  @Test
  void whatGivesWayIsCounted() {
    near.conflate(Conflation.BY_TOPIC);
    send("a", "1");
    send("a", "2");
    send("b", "1");
    far.poll();
    send("b", "2");

    assertThat(near.tally().offered()).isEqualTo(4);
    assertThat(near.tally().conflated()).isEqualTo(2);
    assertThat(near.tally().written()).isEqualTo(1);
    assertThat(near.tally().queued()).isEqualTo(1);
    assertThat(near.tally().isFlushed()).isFalse();
    far.poll();
    assertThat(near.tally().isFlushed()).isTrue();
  }

  @Test
  void whatWaitsAlreadyIsConflatedToo() {
    near.marks(4, 4);
    send("a", "1");
    near.offer(new Control.Join(Frame.of("x")));
    send("b", "1");
    send("a", "2");
    send("a", "3");
    assertThat(near.armWritable()).isTrue();

    near.conflate(Conflation.BY_TOPIC);

    assertThat(nearTold).as("there is room now").containsExactly(PipeSignal.WRITABLE);
    assertThat(near.tally().offered()).isEqualTo(4);
    assertThat(near.tally().queued()).isEqualTo(2);
    assertThat(near.tally().conflated()).isEqualTo(2);
    assertThat(got())
        .containsExactly(
            Message.of("a", "3"), new Control.Join(Frame.of("x")), Message.of("b", "1"));
    assertThat(near.tally().written()).isEqualTo(2);
  }

  @Test
  void theStrongerKindWins() {
    near.conflate(Conflation.BY_TOPIC);
    send("a", "1");
    send("b", "1");

    near.conflate(Conflation.NEWEST);
    near.conflate(Conflation.BY_TOPIC);
    send("c", "1");

    assertThat(got()).containsExactly(Message.of("c", "1"));
    assertThat(near.tally().conflated()).isEqualTo(2);
  }

  @Test
  void nothingIsKeptOfTopicsThatWentBy() {
    var slots = new Slots(Conflation.BY_TOPIC);

    for (var i = 0; i < 10_000; i++) {
      var message = Message.of("" + i);
      var slot = slots.of(message);
      slot.put(message);
      slot.empty();
    }

    assertThat(slots.size()).isLessThan(100);
  }

  @Test
  void theNextConnectionBeginsWithTheNewest() throws Exception {
    var world = new SystemEnvironment();
    near.conflate(Conflation.BY_TOPIC);
    var end = new BlockingPipe(far, world);
    send("a", "1");
    end.take();
    send("b", "1");
    end.take();
    send("a", "2");
    send("c", "1");

    end.renew();

    assertThat(near.tally().queued()).isEqualTo(3);
    assertThat(near.tally().conflated()).isEqualTo(1);
    assertThat(List.of(end.take(), end.take(), end.take()))
        .containsExactly(Message.of("a", "2"), Message.of("b", "1"), Message.of("c", "1"));
    end.sent(3);
    assertThat(near.tally().written()).isEqualTo(3);
    assertThat(near.tally().offered()).isEqualTo(4);
    assertThat(near.tally().isFlushed()).isTrue();
  }

  /** Catches: a ledger that counts what waited before twice, or forgets it. */
  @Test
  void keepsTheLedgerOfWhatWaitsAlready() {
    near.offer(Message.of("taken before"));
    far.poll();
    near.offer(Message.of("a"));
    near.offer(Message.of("a"));

    near.conflate(Conflation.NEWEST);

    assertThat(near.tally().offered()).isEqualTo(3);
    assertThat(near.tally().conflated()).isEqualTo(1);
    assertThat(near.tally().queued()).isEqualTo(1);
    assertThat(got()).containsExactly(Message.of("a"));
    assertThat(near.tally().written()).isEqualTo(2);
    assertThat(near.tally().isFlushed()).isTrue();
  }

  @Test
  void noticesThatWaitAlreadyAreKept() {
    near.notice(List.of(Message.of("hello")));
    near.offer(Message.of("a"));
    near.notice(List.of(Message.of("hello again")));

    near.conflate(Conflation.NEWEST);

    assertThat(near.tally().queued()).isEqualTo(1);
    assertThat(got())
        .containsExactly(Message.of("hello"), Message.of("a"), Message.of("hello again"));
  }

  @Test
  void tellsNobodyThatItConflatesAlready() {
    near.offer(Message.of("a"));
    near.offer(Message.of("b"));
    near.conflate(Conflation.BY_TOPIC);
    near.armWritable();
    nearTold.clear();

    near.conflate(Conflation.BY_TOPIC);

    assertThat(nearTold).isEmpty();
  }

  @Test
  void tellsASenderThatWaitsThatThereIsRoom() {
    near.offer(Message.of("a"));
    near.offer(Message.of("b"));
    near.armWritable();

    near.conflate(Conflation.NEWEST);

    assertThat(nearTold).containsExactly(PipeSignal.WRITABLE);
  }

  @Test
  void countsWhatGaveWayOnItsWayIn() {
    near.conflate(Conflation.NEWEST);
    far.offer(Message.of("a"));
    far.offer(Message.of("b"));
    assertThat(near.conflatedOnArrival()).isZero(); // the far end is a socket's, which counts it

    far.confirming(true);

    assertThat(near.conflatedOnArrival()).isEqualTo(1);
  }

  @Test
  void forcesMessagesIntoTheirSlotsToo() {
    near.conflate(Conflation.BY_TOPIC);
    send("a", "1");
    send("b", "1");

    near.force(Message.of("c", "1"));
    near.force(Message.of("a", "2"));

    assertThat(near.tally().offered()).isEqualTo(4);
    assertThat(got())
        .containsExactly(Message.of("a", "2"), Message.of("b", "1"), Message.of("c", "1"));
  }
}
