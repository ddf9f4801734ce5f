package org.weftmq.pipe;

import static org.weftmq.Interleaved.await;
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

  /** Catches: a consumer that is not woken (it would never end), or is when it did not ask. */
  @Test
  void aConsumerThatArmedIsToldOnceAndNoOtherIs() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          var tells = shared(new AtomicInteger());
          var arms = shared(new AtomicInteger());
          together(
              () -> {
                for (var taken = 0; taken < 3; ) {
                  if (ring.poll() != null) {
                    taken++;
                  } else if (ring.armConsumer()) {
                    await(tells, arms.incrementAndGet());
                  }
                }
              },
              () -> {
                for (var i = 0; i < 3; i++) {
                  ring.offer(message(i));
                  if (ring.wakesConsumer()) {
                    tells.incrementAndGet();
                  }
                }
              });
          expect(tells.get() == arms.get(), "told as often as armed");
        });
  }

  /** Catches: a producer at the mark that is not woken, or is when it did not ask. */
  @Test
  void aProducerThatArmedIsToldOnceAndNoOtherIs() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          ring.producerShare(2); // one taken is the low-water mark: room for one more
          ring.offer(message(0));
          var tells = shared(new AtomicInteger());
          var arms = shared(new AtomicInteger());
          together(
              () -> give(ring, 2, tells, arms),
              () -> {
                ring.poll();
                if (ring.wakesProducer()) {
                  tells.incrementAndGet();
                }
              });
          expect(tells.get() == arms.get(), "told as often as armed");
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
          var tells = shared(new AtomicInteger());
          var arms = shared(new AtomicInteger());
          together(
              () -> {
                ring.producerShare(2);
                give(ring, 4, tells, arms);
                expect(!ring.hasRoom(), "the mark is 4");
              },
              () -> {
                if (ring.consumerShare(2)) {
                  tells.incrementAndGet();
                }
              });
          expect(tells.get() == arms.get(), "told as often as armed");
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
          var tells = shared(new AtomicInteger());
          var arms = shared(new AtomicInteger());
          together(
              () -> {
                ring.producerShare(1);
                give(ring, 1, tells, arms);
              },
              () -> {
                for (var taken = 0; taken < 2; taken++) {
                  ring.poll();
                  if (ring.wakesProducer()) {
                    tells.incrementAndGet();
                  }
                }
                if (ring.armConsumer() && ring.emptied()) {
                  tells.incrementAndGet();
                }
              });
          expect(tells.get() == arms.get(), "told as often as armed");
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

  private static void give(Ring ring, int count, AtomicInteger tells, AtomicInteger arms) {
    for (var given = 0; given < count; ) {
      if (ring.offer(message(given))) {
        given++;
      } else if (ring.armProducer()) {
        await(tells, arms.incrementAndGet());
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
