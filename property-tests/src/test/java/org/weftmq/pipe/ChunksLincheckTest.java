package org.weftmq.pipe;

import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import java.util.ArrayDeque;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;

/** The queue in every interleaving of its two threads, where one chunk follows another. */
class ChunksLincheckTest {
  private static final int FIRST_CHUNK = 8;

  /** Catches: items lost, doubled or reordered between two chunks; a place that stays empty. */
  @Test
  void isALinearisableQueueFromOneChunkToTheNext() {
    Interleaved.options()
        .threads(2)
        .actorsPerThread(4)
        .sequentialSpecification(Queue.class)
        .check(ChunksNearAnEnd.class);
  }

  /** Chunks of which the first has one place left. */
  public static class ChunksNearAnEnd {
    private final Chunks chunks = new Chunks();

    public ChunksNearAnEnd() {
      for (var i = 1; i < FIRST_CHUNK; i++) {
        chunks.add(i);
        chunks.remove();
      }
    }

    @Operation(nonParallelGroup = "producer")
    public void add(int value) {
      chunks.add(value);
    }

    @Operation(nonParallelGroup = "consumer")
    public int remove() {
      return chunks.remove() instanceof Integer value ? value : 0;
    }

    @Operation(nonParallelGroup = "consumer")
    public boolean hasNone() {
      return chunks.hasNone();
    }
  }

  /** What they are to behave like. */
  public static class Queue {
    private final ArrayDeque<Integer> items = new ArrayDeque<>();

    public void add(int value) {
      items.add(value);
    }

    public int remove() {
      return items.isEmpty() ? 0 : items.remove();
    }

    public boolean hasNone() {
      return items.isEmpty();
    }
  }

  /** Catches: a first chunk that the consumer misses, or whose first item it takes for none. */
  @Test
  void theFirstItemIsFoundWheneverItComes() {
    Interleaved.check(
        () -> {
          var chunks = shared(new Chunks());
          together(
              () -> {
                for (var expected = 0; expected < 2; ) {
                  var item = chunks.remove();
                  if (item != null) {
                    expect(item.equals(expected), "in order");
                    expected++;
                  }
                }
                expect(chunks.hasNone(), "nothing else");
                expect(chunks.count() == 0, "none are counted");
              },
              () -> {
                chunks.add(0);
                chunks.add(1);
              });
        });
  }
}
