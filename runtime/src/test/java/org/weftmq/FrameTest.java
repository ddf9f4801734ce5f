package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final byte[] BYTES = {1, 2, 3, 4};

  @Test
  void copiesAnArray() {
    var bytes = BYTES.clone();
    var frame = Frame.copyOf(bytes);

    bytes[0] = 9;

    assertThat(frame.bytes()).isEqualTo(BYTES);
  }

  @Test
  void takesAnArrayOverWithoutACopy() {
    var bytes = BYTES.clone();
    var frame = Frame.wrap(bytes);

    bytes[0] = 9; // which a caller must not do: it shows that there was no copy

    assertThat(frame.byteAt(0)).isEqualTo((byte) 9);
  }

  @Test
  void givesBytesThatMayBeChanged() {
    var frame = Frame.copyOf(BYTES);

    frame.bytes()[0] = 9;

    assertThat(frame.bytes()).isEqualTo(BYTES);
  }

  @Test
  void wrapsAPartOfAnArray() {
    var frame = Frame.wrap(BYTES, 1, 2);

    assertThat(frame.bytes()).containsExactly(2, 3);
    assertThat(frame.size()).isEqualTo(2);
    assertThat(frame.byteAt(1)).isEqualTo((byte) 3);
    assertThat(frame.hex()).isEqualTo("0203");
    assertThat(frame.buffer()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3}));
    assertThat(frame).isEqualTo(Frame.copyOf(new byte[] {2, 3}));
    assertThatThrownBy(() -> frame.byteAt(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> frame.byteAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesAPartThatIsNotInsideTheArray() {
    assertThatThrownBy(() -> Frame.wrap(BYTES, 2, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Frame.wrap(BYTES, -1, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Frame.wrap(BYTES, 1, Integer.MAX_VALUE))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void copiesWhatRemainsInABufferAndLeavesItsPosition() {
    var buffer = ByteBuffer.allocateDirect(8).put(BYTES).flip();
    buffer.get();

    var frame = Frame.copyOf(buffer);

    assertThat(frame.bytes()).containsExactly(2, 3, 4);
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void givesABufferThatCannotBeWrittenAndHidesTheRestOfTheArray() {
    var buffer = Frame.wrap(BYTES, 1, 2).buffer();

    assertThat(buffer.remaining()).isEqualTo(2);
    assertThat(buffer.capacity()).isEqualTo(2);
    assertThatThrownBy(() -> buffer.put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    assertThat(buffer.hasArray()).isFalse();
  }

  @Test
  void putsItsBytesIntoABuffer() {
    var target = ByteBuffer.allocate(5);
    target.position(1);

    Frame.wrap(BYTES).copyTo(target);

    assertThat(target.array()).containsExactly(0, 1, 2, 3, 4);
    assertThat(target.hasRemaining()).isFalse();
  }

  @Test
  void refusesABufferThatIsTooSmall() {
    assertThatThrownBy(() -> Frame.wrap(BYTES).copyTo(ByteBuffer.allocate(3)))
        .isInstanceOf(BufferOverflowException.class);
  }

  @Test
  void textIsUtf8() {
    var frame = Frame.of("gr\u00fc\u00df \ud83d\ude00");

    assertThat(frame.size()).isEqualTo(11);
    assertThat(frame.text()).isEqualTo("gr\u00fc\u00df \ud83d\ude00");
    assertThat(Frame.copyOf(new byte[] {'a', (byte) 0xff}).text()).isEqualTo("a\ufffd");
  }

  @Test
  void allEmptyFramesAreTheSame() {
    assertThat(Frame.of("")).isSameAs(Frame.empty());
    assertThat(Frame.wrap(new byte[0])).isSameAs(Frame.empty());
    assertThat(Frame.wrap(BYTES, 4, 0)).isSameAs(Frame.empty());
    assertThat(Frame.empty().isEmpty()).isTrue();
    assertThat(Frame.of("x").isEmpty()).isFalse();
  }

  @Test
  void isComparedByItsBytesWhereverTheyStand() {
    var one = Frame.wrap(BYTES, 1, 2);
    var other = Frame.wrap(new byte[] {0, 0, 2, 3}, 2, 2);

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one).isNotEqualTo(Frame.wrap(BYTES, 1, 3)).isNotEqualTo(Frame.wrap(BYTES, 2, 2));
    assertThat(one).isNotEqualTo(Frame.empty());
  }

  @Test
  void knowsItsPrefixes() {
    var frame = Frame.of("weather.berlin");

    assertThat(frame.startsWith(Frame.of("weather"))).isTrue();
    assertThat(frame.startsWith(Frame.empty())).isTrue();
    assertThat(frame.startsWith(frame)).isTrue();
    assertThat(frame.startsWith(Frame.of("weather.berlin."))).isFalse();
    assertThat(frame.startsWith(Frame.of("wether"))).isFalse();
    assertThat(Frame.empty().startsWith(Frame.of("w"))).isFalse();
  }

  @Test
  void showsNoMoreThanItsFirstBytes() {
    assertThat(Frame.copyOf(BYTES)).hasToString("Frame[4 B 01020304]");
    assertThat(Frame.wrap(new byte[1_000_000]).toString()).hasSizeLessThan(64).endsWith("...]");
  }
}
