package org.weftmq.pipe;

import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Interleaved;
import org.weftmq.Message;
import org.weftmq.spi.Item;

/** The conflating ring in every interleaving of its two threads that Lincheck finds. */
class ConflatingRingLincheckTest {
  private static final int NOTHING = Integer.MIN_VALUE;

  /** Catches: an older message after a newer one, a newest one that is lost or doubled. */
  @Test
  void isALinearisableVariable() {
    options().sequentialSpecification(Variable.class).check(NewestOnly.class);
  }

  /** Catches: topics that mix or change places. */
  @Test
  void isALinearisableQueueOfTopics() {
    options().sequentialSpecification(Topics.class).check(ThreeTopics.class);
  }

  private static ModelCheckingOptions options() {
    return Interleaved.options().threads(2).actorsPerThread(4);
  }

  /** A ring that keeps one message; its mark of 1 must mean nothing. */
  public static class NewestOnly {
    private final Ring ring = new Ring();

    public NewestOnly() {
      ring.conflate(Conflation.NEWEST);
      ring.producerShare(1);
    }

    @Operation(nonParallelGroup = "producer")
    public boolean offer(int value) {
      return ring.offer(message(0, value));
    }

    @Operation(nonParallelGroup = "consumer")
    public int poll() {
      return value(ring.poll());
    }
  }

  /** What it is to behave like. */
  public static class Variable {
    private int held = NOTHING;

    public boolean offer(int value) {
      held = (byte) value;
      return true;
    }

    public int poll() {
      var taken = held;
      held = NOTHING;
      return taken;
    }
  }

  /** A ring that keeps one message of each of three topics. */
  @Param(name = "topic", gen = IntGen.class, conf = "0:2")
  public static class ThreeTopics {
    private final Ring ring = new Ring();

    public ThreeTopics() {
      ring.conflate(Conflation.BY_TOPIC);
    }

    @Operation(nonParallelGroup = "producer")
    public boolean offer(@Param(name = "topic") int topic, int value) {
      return ring.offer(message(topic, value));
    }

    @Operation(nonParallelGroup = "consumer")
    public int poll() {
      var item = ring.poll();
      return item == null ? NOTHING : 1000 * topic(item) + value(item);
    }
  }

  /** What it is to behave like: a map in the order of insertion. */
  public static class Topics {
    private final LinkedHashMap<Integer, Integer> newest = new LinkedHashMap<>();

    public boolean offer(int topic, int value) {
      newest.put(topic, (int) (byte) value);
      return true;
    }

    public int poll() {
      var first = newest.pollFirstEntry();
      return first == null ? NOTHING : 1000 * first.getKey() + first.getValue();
    }
  }

  /** Catches: a consumer that a replacement leaves asleep, or that hears when it is awake. */
  @Test
  void aConsumerThatArmedHearsOfItAndNoOtherDoes() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          ring.conflate(Conflation.NEWEST);
          var tells = shared(new Tells(ring::consumerHears));
          together(
              () -> {
                for (var last = -1; last < 2; ) {
                  var item = ring.poll();
                  if (item != null) {
                    expect(value(item) > last, "newer than the last");
                    last = value(item);
                  } else if (ring.armConsumer()) {
                    tells.sleep();
                  }
                }
              },
              () -> {
                for (var i = 0; i < 3; i++) {
                  ring.offer(message(i, i));
                  tells.tellIf(ring.wakesConsumer());
                }
              });
          tells.check();
          expect(ring.written() + ring.replaced() == 3, "each is counted once");
          expect(ring.read() == ring.written() && ring.queued() == 0, "nothing is left");
        });
  }

  /** Catches: a message that is thrown away because an older one was taken at the same time. */
  @Test
  void theNewestIsNeverThrownAway() {
    Interleaved.check(
        () -> {
          var ring = shared(new Ring());
          ring.conflate(Conflation.NEWEST);
          ring.offer(message(0, 1));
          var last = shared(new AtomicInteger());
          together(() -> last.set(value(ring.poll())), () -> ring.offer(message(0, 2)));
          expect(last.get() == 2 || value(ring.poll()) == 2, "the newest is taken or waits");
        });
  }

  private static Message message(int topic, int value) {
    return Message.of(List.of(frame(topic), frame(value)));
  }

  private static Frame frame(int number) {
    return Frame.wrap(new byte[] {(byte) number});
  }

  private static int topic(Item item) {
    return ((Message) item).first().byteAt(0);
  }

  private static int value(Item item) {
    return item == null ? NOTHING : ((Message) item).frame(1).byteAt(0);
  }
}
