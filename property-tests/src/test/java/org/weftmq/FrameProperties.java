package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.weftmq.test.WeftDomain;

/** A frame is its bytes, wherever in an array they stand. */
@Domain(WeftDomain.class)
@Domain(DomainContext.Global.class)
class FrameProperties {
  /** Catches: equality or hash codes that look at the array instead of the slice. */
  @Property
  void equalsAnotherOfTheSameBytes(@ForAll Frame frame) {
    var copy = Frame.copyOf(frame.bytes());

    assertThat(copy).isEqualTo(frame).hasSameHashCodeAs(frame);
    assertThat(copy.toString()).isEqualTo(frame.toString());
  }

  /** Catches: frames taken for equal that differ in one byte or in their length. */
  @Property
  void differsFromOneOfOtherBytes(@ForAll Frame frame, @ForAll byte other) {
    var longer = Arrays.copyOf(frame.bytes(), frame.size() + 1);
    longer[frame.size()] = other;

    assertThat(Frame.wrap(longer)).isNotEqualTo(frame);
    assertThat(frame).isNotEqualTo(Frame.wrap(longer));
  }

  /** Catches: equality that is not that of the bytes. */
  @Property
  void isEqualExactlyIfTheBytesAre(@ForAll Frame a, @ForAll Frame b) {
    assertThat(a.equals(b)).isEqualTo(Arrays.equals(a.bytes(), b.bytes()));
  }

  /** Catches: one of the ways to the bytes that forgets the offset. */
  @Property
  void givesTheSameBytesEveryWay(@ForAll Frame frame) {
    var bytes = frame.bytes();
    var buffer = frame.buffer();
    var target = ByteBuffer.allocate(frame.size());
    frame.copyTo(target);

    assertThat(frame.size()).isEqualTo(bytes.length);
    assertThat(frame.isEmpty()).isEqualTo(bytes.length == 0);
    assertThat(target.array()).isEqualTo(bytes);
    assertThat(Frame.copyOf(buffer).bytes()).isEqualTo(bytes);
    assertThat(buffer.position()).isZero();
    assertThat(buffer.isReadOnly()).isTrue();
    assertThat(frame.hex()).isEqualTo(HexFormat.of().formatHex(bytes));
    assertThat(frame.text()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    for (var i = 0; i < bytes.length; i++) {
      assertThat(frame.byteAt(i)).isEqualTo(bytes[i]);
    }
  }

  /** Catches: a look behind the slice, into bytes that are another's. */
  @Property
  void hasNoByteOutside(@ForAll Frame frame, @ForAll int index) {
    var outside = index >= 0 ? frame.size() + index % 1000 : index;

    assertThatThrownBy(() -> frame.byteAt(outside)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Catches: a copy that shares the array with its giver, or with its taker. */
  @Property
  void isNotChangedThroughCopies(@ForAll byte[] given) {
    var frame = Frame.copyOf(given);
    var before = frame.bytes();

    Arrays.fill(given, (byte) 1);
    Arrays.fill(frame.bytes(), (byte) 2);

    assertThat(frame.bytes()).isEqualTo(before);
  }

  /** Catches: prefixes that are compared in the wrong place (subscriptions live on it). */
  @Property
  void beginsWithEachOfItsPrefixes(
      @ForAll Frame frame, @ForAll @IntRange(max = 300) int length, @ForAll Frame other) {
    var prefix = Arrays.copyOf(frame.bytes(), Math.min(length, frame.size()));

    assertThat(frame.startsWith(Frame.wrap(prefix))).isTrue();
    assertThat(frame.startsWith(other))
        .isEqualTo(
            other.size() <= frame.size()
                && Arrays.equals(Arrays.copyOf(frame.bytes(), other.size()), other.bytes()));
  }

  /** Catches: text that is not UTF-8. */
  @Property
  void keepsText(@ForAll String text) {
    var wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    assertThat(Frame.of(text).text()).isEqualTo(wellFormed);
  }

  /** Catches: arithmetic on the bounds that overflows. */
  @Property
  void refusesARangeThatIsNotInTheArray(@ForAll byte[] bytes, @ForAll int from, @ForAll int size) {
    var fits = from >= 0 && size >= 0 && (long) from + size <= bytes.length;

    if (fits) {
      assertThat(Frame.wrap(bytes, from, size).bytes())
          .isEqualTo(Arrays.copyOfRange(bytes, from, from + size));
    } else {
      assertThatThrownBy(() -> Frame.wrap(bytes, from, size))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
