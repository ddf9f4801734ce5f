package org.weftmq.pipe;

import static org.weftmq.Interleaved.await;
import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;
import org.weftmq.Message;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Item;

/** How a pipe ends, in every interleaving of its two owners that Lincheck finds. */
class PipeLincheckTest {
  private static final int NOTHING = Integer.MIN_VALUE;
  private static final int MARK = 2;

  /** Made once: what makes them need not be interleaved. */
  private static final List<Message> MESSAGES =
      IntStream.range(0, 8).mapToObj(i -> Message.of("" + i)).toList();

  /**
   * Catches: a message that passes a close, is lost in it, doubled, reordered, or over the mark.
   */
  @Test
  void isALinearisableBoundedQueueThatCloses() {
    Interleaved.options()
        .threads(2)
        .actorsPerThread(3)
        .sequentialSpecification(ClosingQueue.class)
        .check(PipeOfTwo.class);
  }

  /** A pipe in one direction, which either end may close. */
  public static class PipeOfTwo {
    private final Pipe near = open(new Told());
    private final Pipe far = near.far();

    public PipeOfTwo() {
      near.marks(MARK, 0);
    }

    @Operation(nonParallelGroup = "near")
    public boolean offer(int value) {
      return near.offer(message(value));
    }

    @Operation(nonParallelGroup = "near")
    public void close() {
      near.close();
    }

    @Operation(nonParallelGroup = "far")
    public int poll() {
      return number(far.poll());
    }

    @Operation(nonParallelGroup = "far")
    public boolean isOver() {
      return far.isDrained();
    }
  }

  /** What it is to behave like: a deque with a mark; at a mark of two room returns one by one. */
  public static class ClosingQueue {
    private final ArrayDeque<Integer> items = new ArrayDeque<>();
    private boolean closed;

    public boolean offer(int value) {
      return !closed && items.size() < MARK && items.add(Math.floorMod(value, MESSAGES.size()));
    }

    public void close() {
      closed = true;
    }

    public int poll() {
      return items.isEmpty() ? NOTHING : items.remove();
    }

    public boolean isOver() {
      return closed && items.isEmpty();
    }
  }

  /** Catches: a message that a close at the far end leaves uncounted, or counts twice. */
  @Test
  void aCloseLosesNothingUncounted() {
    Interleaved.check(
        () -> {
          var near = shared(open(new Told()));
          var far = near.far();
          var offered = shared(new AtomicInteger());
          var polled = shared(new AtomicInteger());
          together(
              () -> {
                for (var i = 0; i < 2; i++) {
                  if (near.offer(message(i))) {
                    offered.incrementAndGet();
                  }
                }
              },
              () -> {
                if (far.poll() != null) {
                  polled.incrementAndGet();
                }
                far.close();
                expect(far.poll() == null && !far.isReadable(), "nothing after the close");
              });
          expect(near.tally().offered() == offered.get(), "each is offered once");
          expect(near.tally().written() == polled.get(), "each that was polled is written");
          expect(
              near.tally().offered() == near.tally().written() + near.tally().queued(),
              "and the others wait");
          expect(!near.offer(message(7)) && near.isClosed(), "nothing is offered to nobody");
          expect(near.tally().offered() == offered.get(), "and a refused one is not counted");
        });
  }

  /** Catches: an owner that waits for room of an end that was closed meanwhile. */
  @Test
  void whoWaitsForRoomHearsOfTheEnd() {
    Interleaved.check(
        () -> {
          var told = shared(new Told());
          var near = shared(open(told));
          near.marks(1, 0);
          near.offer(message(0));
          together(
              () -> {
                if (near.armWritable()) {
                  await(told.ended, 1);
                }
                expect(near.isClosed(), "told, or to be seen at once");
              },
              () -> near.far().close());
          expect(told.ended.get() == 1, "the end is told once");
        });
  }

  /**
   * Catches: a last message behind the farewell, or a farewell to one that did not hear the end.
   */
  @Test
  void theFarewellComesLast() {
    Interleaved.check(
        () -> {
          var near = shared(open(new Told()));
          var far = near.far();
          far.farewell(List.of(message(1)));
          var next = shared(new AtomicInteger());
          together(
              () -> {
                while (!far.isDrained()) {
                  var item = far.poll();
                  if (item != null) {
                    expect(number(item) == next.getAndIncrement(), "in order");
                  }
                }
              },
              () -> {
                near.offer(message(0));
                near.close();
              });
          expect(next.get() == 2, "the message and the farewell");
        });
  }

  /** Catches: a peer that was given up and goes on to be sent to, or whose queue is not counted. */
  @Test
  void aSeveredPeerGetsNothingMore() {
    Interleaved.check(
        () -> {
          var near = shared(open(new Told()));
          var far = near.far();
          var polled = shared(new AtomicInteger());
          var severed = shared(new AtomicInteger());
          together(
              () -> {
                near.offer(message(0));
                near.offer(message(1));
                near.sever("enough");
                severed.set(1);
                expect(!near.offer(message(2)) && near.isClosed(), "nothing is offered any more");
              },
              () -> {
                for (var i = 0; i < 3; i++) {
                  var after = severed.get() == 1;
                  if (far.poll() != null) {
                    expect(!after, "nothing is taken any more");
                    polled.incrementAndGet();
                  }
                }
              });
          expect(
              near.tally().offered() == 2 && near.tally().written() == polled.get(),
              "each is counted");
          expect(
              near.tally().queued() == 2 - polled.get(),
              "what was not taken still counts as queued");
        });
  }

  /** Catches: an end that is closed and given up, and owned all the same. */
  @Test
  void anEndIsEitherOwnedOrAnOrphan() {
    Interleaved.check(
        () -> {
          var near = shared(Pipe.open());
          var told = shared(new Told());
          near.own(new Told());
          var owned = shared(new AtomicInteger());
          var orphan = shared(new AtomicInteger());
          together(
              () -> {
                if (near.far().own(told)) {
                  owned.set(1);
                  await(told.ended, near.far().isFarClosed() ? 0 : 1);
                }
              },
              () -> {
                near.close();
                if (near.orphan()) {
                  orphan.set(1);
                }
              });
          expect(owned.get() + orphan.get() == 1, "one of both");
        });
  }

  private static Pipe open(Told told) {
    var near = Pipe.open();
    near.own(told);
    near.far().own(new Told());
    return near;
  }

  /** An owner that counts what it is told. */
  private static final class Told implements PipeOwner {
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {
      count.incrementAndGet();
      if (signal == PipeSignal.ENDED) {
        ended.incrementAndGet();
      }
    }

    @Override
    public void tell(Pipe end, PipeSignal signal) {
      end.tell(signal, null);
    }
  }

  private static Message message(int number) {
    return MESSAGES.get(Math.floorMod(number, MESSAGES.size()));
  }

  private static int number(Item item) {
    return item == null ? NOTHING : MESSAGES.indexOf(item);
  }
}
