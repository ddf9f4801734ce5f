package org.weftmq.pipe;

import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;
import org.weftmq.Message;
import org.weftmq.spi.Item;

/** The ring in every interleaving of its two threads that Lincheck finds. */
class RingLincheckTest {
  /** Catches: items lost, doubled or reordered, a bound that is passed, credit given back twice. */
  @Test
  void isALinearisableBoundedQueue() {
    Interleaved.options()
        .threads(2)
        .actorsPerThread(4)
        .sequentialSpecification(BoundedQueue.class)
        .check(RingOfThree.class);
  }

  /** A ring with a mark of 3, of which each side has its share. */
  public static class RingOfThree {
    private final Ring ring = new Ring();

    public RingOfThree() {
      ring.producerShare(2);
      ring.consumerShare(1);
    }

    @Operation(nonParallelGroup = "producer")
    public boolean offer(int value) {
      return ring.offer(message(value));
    }

    @Operation(nonParallelGroup = "consumer")
    public int poll() {
      var item = ring.poll();
      if (item != null) {
        ring.wakesProducer();
      }
      return number(item);
    }
  }

  /** What it is to behave like: a deque, and room that returns at the low-water mark of 2. */
  public static class BoundedQueue {
    private final ArrayDeque<Integer> items = new ArrayDeque<>();
    private int credit = 3;
    private int taken;

    public boolean offer(int value) {
      if (credit == 0) {
        return false;
      }
      credit--;
      return items.add((int) (byte) value);
    }

    public int poll() {
      if (items.isEmpty()) {
        return NOTHING;
      }
      if (++taken == 2) {
        credit += taken;
        taken = 0;
      }
      return items.remove();
    }
  }

  /** Catches: a consumer that is not woken (it would never end), or hears when it is awake. */
  @Test
  void aConsumerThatArmedHearsOfItAndNoOtherDoes() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          var tells = shared(new Tells(ring::consumerHears));
          together(
              () -> {
                for (var taken = 0; taken < 3; ) {
                  if (ring.poll() != null) {
                    taken++;
                  } else if (ring.armConsumer()) {
                    tells.sleep();
                  }
                }
              },
              () -> {
                for (var i = 0; i < 3; i++) {
                  ring.offer(message(i));
                  tells.tellIf(ring.wakesConsumer());
                }
              });
          tells.check();
        });
  }

  /**
   * Catches: a producer that goes on although whoever put something in before it, and was to tell
   * the consumer, has not done so: the consumer would not find what it put in.
   */
  @Test
  void whatIsPutInIsFoundHoweverLongAnotherTakesToTell() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          var mail = shared(new AtomicInteger());
          ring.armConsumer();
          ring.offer(message(1));
          together(
              () -> {
                ring.offer(message(2));
                if (ring.wakesConsumer()) {
                  mail.set(1);
                }
                expect(mail.get() == 1 && ring.consumerHears(), "the consumer knows of it");
              },
              () -> {
                // Who put the first one in is held up behind its turn.
                if (ring.wakesConsumer()) {
                  mail.set(1);
                }
              });
        });
  }

  /** Catches: a producer at the mark that is not woken, or hears when it is awake. */
  @Test
  void aProducerThatArmedHearsOfItAndNoOtherDoes() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          ring.producerShare(2); // one taken is the low-water mark: room for one more
          ring.offer(message(0));
          var tells = shared(new Tells(ring::producerHears));
          together(
              () -> give(ring, 2, tells),
              () -> {
                ring.poll();
                tells.tellIf(ring.wakesProducer());
              });
          tells.check();
        });
  }

  /** Catches: a producer left asleep when a higher mark made room, or both shares not added up. */
  @Test
  void aRaisedMarkCountsWhicheverSideRaisesIt() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          ring.producerShare(1);
          ring.consumerShare(1);
          var tells = shared(new Tells(ring::producerHears));
          together(
              () -> {
                ring.producerShare(2);
                give(ring, 4, tells);
                expect(!ring.hasRoom(), "the mark is 4");
              },
              () -> {
                tells.tellIf(ring.consumerShare(2));
              });
          tells.check();
        });
  }

  /**
   * Catches: an empty ring that is full for ever, because the last items were taken under a high
   * mark while a lower one was set.
   */
  @Test
  void aLoweredMarkLeavesRoomInAnEmptyRing() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          ring.producerShare(8);
          ring.offer(message(0));
          ring.offer(message(1));
          var tells = shared(new Tells(ring::producerHears));
          together(
              () -> {
                ring.producerShare(1);
                give(ring, 1, tells);
              },
              () -> {
                for (var taken = 0; taken < 2; taken++) {
                  ring.poll();
                  tells.tellIf(ring.wakesProducer());
                }
                tells.tellIf(ring.armConsumer() && ring.emptied());
              });
          tells.check();
        });
  }

  /** Catches: an item that is put in just before the end and is taken for not being there. */
  @Test
  void isDrainedOnlyOnceTheLastItemIsTaken() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          var taken = shared(new AtomicInteger());
          together(
              () -> {
                while (!ring.isDrained()) {
                  if (ring.poll() != null) {
                    taken.incrementAndGet();
                  }
                }
              },
              () -> {
                ring.offer(message(1));
                ring.force(message(2));
                ring.end();
              });
          expect(taken.get() == 2, "both items are taken");
        });
  }

  private static final int NOTHING = Integer.MIN_VALUE;

  private static void give(Ring ring, int count, Tells tells) {
    for (var given = 0; given < count; ) {
      if (ring.offer(message(given))) {
        given++;
      } else if (ring.armProducer()) {
        tells.sleep();
      }
    }
  }

  private static Message message(int number) {
    return Message.wrap(new byte[] {(byte) number});
  }

  private static int number(Item item) {
    return item instanceof Message m ? m.first().byteAt(0) : NOTHING;
  }
}
