package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What every codec of a stream of values must do: what was written is read, however it is cut,
 * nothing is read before it is whole, and no bytes do any harm. A class of properties that
 * implements it inherits them all.
 *
 * <pre>{@code
 * class TrafficLightCodecTest implements CodecContract<Boolean> {
 *   public Arbitrary<Boolean> values() {
 *     return Arbitraries.of(true, false);
 *   }
 *
 *   public Boolean large(int size) {
 *     return true; // none is
 *   }
 *
 *   public byte[] encode(List<Boolean> values) {
 *     var bytes = new byte[values.size()];
 *     for (var i = 0; i < bytes.length; i++) {
 *       bytes[i] = (byte) (values.get(i) ? 1 : 0);
 *     }
 *     return bytes;
 *   }
 *
 *   public Decoder<Boolean> decoder() {
 *     return (in, values) -> {
 *       while (in.hasRemaining()) {
 *         values.accept(in.get() != 0);
 *       }
 *     };
 *   }
 * }
 * }</pre>
 *
 * @param <T> a value; two are the same when they are equal
 */
public interface CodecContract<T> {
  /** Reads one stream. For one thread. */
  @FunctionalInterface
  interface Decoder<T> {
    /**
     * Takes the values that are whole in {@code in}. What it leaves is there again in the next
     * call, followed by more.
     *
     * @throws IOException if the stream breaks the rules; then it is not asked again
     */
    void decode(ByteBuffer in, Consumer<? super T> values) throws IOException;
  }

  /** What came out of a stream, and the reason for which it was refused. */
  record Reading<T>(List<T> values, String refusal) {}

  /** What breaks the arithmetic of those who trust sizes and flags. */
  int[] EXTREMES = {0, 1, 2, 3, 4, 7, 0x7F, 0x80, 0xFF};

  /** Values of all kinds and sizes. */
  Arbitrary<T> values();

  /** Some such values in a row. */
  @Provide
  default Arbitrary<List<T>> lists() {
    return values().list().ofMaxSize(8);
  }

  /** A value that takes about so many bytes. */
  T large(int size);

  /** The bytes of these values, one behind the other. */
  byte[] encode(List<T> values) throws Exception;

  /** A new decoder, at the beginning of a stream. */
  Decoder<T> decoder();

  /** Catches: values that come back changed, sizes that are off by one where their form changes. */
  @Property
  default void whatWasWrittenIsRead(@ForAll("lists") List<T> values) throws Exception {
    var bytes = encode(values);

    assertThat(read(bytes, bytes.length)).isEqualTo(new Reading<>(values, ""));
  }

  /** Catches: state that is lost between two reads. */
  @Property
  default void itDoesNotMatterHowItIsCut(@ForAll("lists") List<T> values, @ForAll long seed)
      throws Exception {
    var bytes = encode(values);

    assertThat(readInPieces(bytes, seed)).isEqualTo(new Reading<>(values, ""));
  }

  /** Catches: a value that is given out before its last byte has come, or not although it has. */
  @Property
  default void nothingIsReadBeforeItIsWhole(@ForAll("lists") List<T> values, @ForAll long seed)
      throws Exception {
    var bytes = encode(values);
    var cut = new SplittableRandom(seed).nextInt(bytes.length + 1);

    var reading = readInPieces(Arrays.copyOf(bytes, cut), seed);

    var whole = 0;
    while (whole < values.size() && encode(values.subList(0, whole + 1)).length <= cut) {
      whole++;
    }
    assertThat(reading).isEqualTo(new Reading<>(values.subList(0, whole), ""));
  }

  /**
   * Catches: bytes that make the decoder throw anything but a refusal, never end, or mean something
   * else when they are cut differently.
   */
  @Property
  default void anyBytesAreReadOrRefused(@ForAll("lists") List<T> values, @ForAll long seed)
      throws Exception {
    var random = new SplittableRandom(seed);
    var bytes = encode(values);
    for (var i = 0; i < 3 && bytes.length > 0; i++) {
      var at = random.nextBoolean() ? random.nextInt(bytes.length) : beginning(values, random);
      bytes[at % bytes.length] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
    }

    assertThat(readInPieces(bytes, seed)).isEqualTo(read(bytes, bytes.length));
  }

  /**
   * Catches: bytes that are copied again with each one that comes, so that a slow peer of a large
   * value costs the square of its size. Counts what is allocated, which does not depend on how busy
   * the machine is.
   */
  @Example
  default void itsCostGrowsWithItsBytesAndNoFaster() throws Exception {
    var small = encode(List.of(large(2_000)));
    var large = encode(List.of(large(32_000)));
    read(small, 1); // so that what is loaded once is loaded

    var cost = allocatedBy(() -> read(small, 1));

    assertThat(allocatedBy(() -> read(large, 1)))
        .as("bytes allocated for %d bytes, when %d cost %d", large.length, small.length, cost)
        .isLessThan(40 * cost + 256 * 1024);
  }

  private int beginning(List<T> values, SplittableRandom random) throws Exception {
    return encode(values.subList(0, random.nextInt(values.size() + 1))).length;
  }

  private static long allocatedBy(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private Reading<T> readInPieces(byte[] bytes, long seed) {
    var random = new SplittableRandom(seed);
    return random.nextInt(4) == 0 ? read(bytes, 1) : read(bytes, 1 + random.nextInt(100));
  }

  /** Reads the bytes as they come, so many at a time. */
  private Reading<T> read(byte[] bytes, int atOnce) {
    var decoder = decoder();
    var values = new ArrayList<T>();
    var in = ByteBuffer.wrap(bytes).limit(0);
    try {
      while (in.limit() < bytes.length) {
        in.limit(Math.min(bytes.length, in.limit() + atOnce));
        decoder.decode(in, values::add);
      }
    } catch (IOException e) {
      return new Reading<>(values, String.valueOf(e.getMessage()));
    }
    return new Reading<>(values, "");
  }
}
