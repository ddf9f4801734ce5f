package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.weftmq.Frame;
import org.weftmq.ObjectCodec;
import org.weftmq.test.Crew;

/**
 * What every {@link ObjectCodec} must do for the objects it is meant for. A class of properties
 * that implements it inherits them all.
 *
 * <pre>{@code
 * class NumberCodecTest implements ObjectCodecContract {
 *   public Arbitrary<Object> objects() {
 *     return Arbitraries.integers().map(i -> i);
 *   }
 *
 *   public ObjectCodec codec() {
 *     return new ObjectCodec() {
 *       public Frame encode(Object object) {
 *         return Frame.of(object.toString());
 *       }
 *
 *       public Object decode(Frame frame) {
 *         return Integer.valueOf(frame.text());
 *       }
 *     };
 *   }
 * }
 * }</pre>
 */
public interface ObjectCodecContract {
  /** Objects that the codec is for; two are the same when they are equal. */
  @Provide
  Arbitrary<Object> objects();

  /** The codec. */
  ObjectCodec codec();

  /** Catches: an object that comes back changed, or as no bytes at all. */
  @Property
  default void anObjectComesBack(@ForAll("objects") Object object) throws Exception {
    var frame = codec().encode(object);

    assertThat(frame.isObject()).as("it is still an object").isFalse();
    assertThat(codec().decode(frame)).isEqualTo(object);
  }

  /**
   * Catches: bytes of a peer that make it fail with an error, not an exception, or give nothing.
   */
  @Property
  default void anyBytesAreAnObjectOrRefused(@ForAll("objects") Object object, @ForAll long seed)
      throws Exception {
    var random = new SplittableRandom(seed);
    var bytes = codec().encode(object).bytes();
    for (var i = 0; i < 2 && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    var frame = Frame.wrap(bytes, 0, random.nextInt(bytes.length + 1));
    Object decoded;
    try {
      decoded = codec().decode(frame);
    } catch (Exception e) { // any will do: whoever asked is told
      return;
    }
    assertThat(decoded).as("what %s was decoded to", frame).isNotNull();
  }

  /** Catches: a codec that mixes up what several threads encode and decode at once. */
  @Property(tries = 10)
  default void severalThreadsMayUseItAtOnce(@ForAll @Size(4) List<@From("objects") Object> objects)
      throws Exception {
    var codec = codec();
    try (var crew = Crew.Kind.PLATFORM.crew()) {
      for (var object : objects) {
        crew.start(
            () -> {
              for (var i = 0; i < 200; i++) {
                assertThat(codec.decode(codec.encode(object))).isEqualTo(object);
              }
            });
      }
      crew.join(Duration.ofSeconds(20));
    }
  }
}
