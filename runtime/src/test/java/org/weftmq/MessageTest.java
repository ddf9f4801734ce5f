package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
  private final Message three = Message.of("a", "b", "c");

  @Test
  void hasItsFramesInOrder() {
    assertThat(three.size()).isEqualTo(3);
    assertThat(three.frames()).extracting(Frame::text).containsExactly("a", "b", "c");
    assertThat(three.first().text()).isEqualTo("a");
    assertThat(three.frame(2).text()).isEqualTo("c");
    assertThat(three.text()).isEqualTo("a");
    assertThat(three.text(1)).isEqualTo("b");
  }

  @Test
  void hasNoOtherFrames() {
    assertThatThrownBy(() -> three.frame(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> three.frame(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Message.of("x").text(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void hasAtLeastOneFrame() {
    assertThatThrownBy(() -> Message.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasNoAbsentFrames() {
    assertThatThrownBy(() -> Message.of(Arrays.asList(Frame.of("a"), null)))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> three.append(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> three.prepend(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Message.of((Frame) null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void doesNotChangeWithTheListItWasMadeFrom() {
    var frames = new ArrayList<>(List.of(Frame.of("a"), Frame.of("b")));
    var message = Message.of(frames);

    frames.clear();

    assertThat(message).isEqualTo(Message.of("a", "b"));
  }

  @Test
  void givesAListThatCannotBeChanged() {
    assertThatThrownBy(() -> three.frames().set(0, Frame.empty()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Message.of("x").frames().add(Frame.empty()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void isNotChangedByWhatIsMadeFromIt() {
    assertThat(three.prepend(Frame.of("0"))).isEqualTo(Message.of("0", "a", "b", "c"));
    assertThat(three.append(Frame.of("d"))).isEqualTo(Message.of("a", "b", "c", "d"));
    assertThat(three.skip(1)).isEqualTo(Message.of("b", "c"));
    assertThat(three).isEqualTo(Message.of("a", "b", "c"));
  }

  @Test
  void addsToAMessageOfOneFrame() {
    assertThat(Message.of("b").prepend(Frame.of("a"))).isEqualTo(Message.of("a", "b"));
    assertThat(Message.of("a").append(Frame.of("b"))).isEqualTo(Message.of("a", "b"));
  }

  @Test
  void skipsFramesAsLongAsOneIsLeft() {
    assertThat(three.skip(0)).isEqualTo(three);
    assertThat(three.skip(2)).isEqualTo(Message.of("c"));
    assertThatThrownBy(() -> three.skip(3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> three.skip(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsTheBytesOfAllFrames() {
    assertThat(Message.of("abc", "", "\u00fc").byteSize()).isEqualTo(5);
  }

  @Test
  void isComparedByItsFrames() {
    assertThat(three).isEqualTo(Message.of("a", "b", "c"));
    assertThat(three).hasSameHashCodeAs(Message.of("a", "b", "c"));
    assertThat(three).isNotEqualTo(Message.of("a", "b"));
    assertThat(three).isNotEqualTo(Message.of("abc"));
    assertThat(Message.of("x")).isEqualTo(Message.of(List.of(Frame.of("x"))));
    assertThat(Message.wrap(new byte[] {'x'})).isEqualTo(Message.of("x"));
  }

  @Test
  void showsEachFrameShortened() {
    var text = Message.of(Frame.wrap(new byte[100_000])).append(Frame.of("x")).toString();

    assertThat(text).hasSizeLessThan(128).contains("100000 B").contains("1 B");
  }
}
