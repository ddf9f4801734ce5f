package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectFrameTest {
  private record Point(int x, int y) {}

  private interface Question {
    Object ask(Frame frame);
  }

  private static final ObjectCodec POINTS =
      new ObjectCodec() {
        @Override
        public Frame encode(Object object) {
          var point = (Point) object;
          return Frame.of(point.x + " " + point.y);
        }

        @Override
        public Object decode(Frame frame) {
          var parts = frame.text().split(" ");
          return parts[0].isEmpty()
              ? null
              : new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
          return "points";
        }
      };

  private final Point point = new Point(1, 2);
  private final Frame frame = Frame.ofObject(point);

  @Test
  void givesTheReferenceBack() {
    assertThat(frame.isObject()).isTrue();
    assertThat(frame.object()).isSameAs(point);
    assertThat(frame.object(Point.class)).isSameAs(point);
    assertThat(Message.ofObject(point).object(Record.class)).isSameAs(point);
    assertThat(Message.ofObject(point).object()).isSameAs(point);
  }

  @Test
  void anArrayOfBytesMayBeAnObjectToo() {
    var bytes = new byte[] {1, 2};

    assertThat(Frame.ofObject(bytes).object()).isSameAs(bytes);
    assertThatThrownBy(() -> Frame.ofObject(bytes).bytes())
        .isInstanceOf(WrongContentException.class);
  }

  static List<Question> bytes() {
    return List.of(
        Frame::size,
        f -> f.byteAt(0),
        Frame::bytes,
        Frame::buffer,
        Frame::text,
        Frame::hex,
        f -> f.withCodec(POINTS),
        f -> Frame.of("a").startsWith(f),
        f -> {
          f.copyTo(ByteBuffer.allocate(9));
          return f;
        });
  }

  @ParameterizedTest
  @MethodSource("bytes")
  void whoAsksForBytesIsToldThatItIsAnObject(Question bytes) {
    assertThatThrownBy(() -> bytes.ask(frame))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining(Point.class.getName())
        .hasMessageContaining("ask for its object");
  }

  @Test
  void routingMayLookAtItWithoutAnException() {
    assertThat(frame.isEmpty()).isFalse();
    assertThat(frame.startsWith(Frame.empty())).isTrue();
    assertThat(frame.startsWith(Frame.of("a"))).isFalse();
    assertThat(Message.of(List.of(Frame.of("abc"), frame)).byteSize()).isEqualTo(3);
    assertThat(frame).hasToString("Frame[" + Point.class.getName() + "]");
  }

  @Test
  void isComparedByItsObject() {
    assertThat(frame)
        .isEqualTo(Frame.ofObject(new Point(1, 2)))
        .hasSameHashCodeAs(Frame.ofObject(new Point(1, 2)))
        .isNotEqualTo(Frame.ofObject(new Point(2, 1)))
        .isNotEqualTo(Frame.empty());
    assertThat(Frame.empty()).isNotEqualTo(frame);
  }

  @Test
  void bytesAreNoObject() {
    assertThatThrownBy(() -> Frame.of("1 2").object())
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("3 bytes")
        .hasMessageContaining("object-codec");
  }

  @Test
  void anObjectOfAnotherClassIsNamed() {
    assertThatThrownBy(() -> frame.object(String.class))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("java.lang.String")
        .hasMessageContaining(Point.class.getName());
  }

  @Test
  void aCodecMakesObjectsOfBytesWhenTheyAreAskedFor() {
    var encoded = Frame.of("1 2").withCodec(POINTS);

    assertThat(encoded.isObject()).isFalse();
    assertThat(encoded.text()).isEqualTo("1 2");
    assertThat(encoded.object()).isEqualTo(point);
    assertThat(encoded).isEqualTo(Frame.of("1 2")).hasSameHashCodeAs(Frame.of("1 2"));
    assertThat(encoded.startsWith(Frame.of("1"))).isTrue();
    assertThat(Frame.wrap("x1 2x".getBytes(), 1, 3).withCodec(POINTS).object()).isEqualTo(point);
  }

  @ParameterizedTest
  @MethodSource
  void bytesThatTheCodecDoesNotKnowAreNoObject(Frame garbage) {
    assertThatThrownBy(() -> garbage.withCodec(POINTS).object())
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("points")
        .hasCauseInstanceOf(RuntimeException.class);
  }

  static List<Frame> bytesThatTheCodecDoesNotKnowAreNoObject() {
    return List.of(Frame.of("a b"), Frame.of("1"), Frame.empty());
  }

  @Test
  void noCodecIsNone() {
    assertThat(ObjectCodec.NONE).hasToString("none");
    assertThatThrownBy(() -> ObjectCodec.NONE.encode(point)).isInstanceOf(NoCodecException.class);
    assertThatThrownBy(() -> ObjectCodec.NONE.decode(frame)).isInstanceOf(NoCodecException.class);
    assertThatThrownBy(() -> SocketOptions.OBJECT_CODEC.parse("java"))
        .isInstanceOf(BadOptionException.class);
  }
}
