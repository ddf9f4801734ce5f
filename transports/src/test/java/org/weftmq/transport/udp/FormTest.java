package org.weftmq.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;

class FormTest {
  private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 5555);
  private static final InetSocketAddress SIX = new InetSocketAddress("::1", 7777);

  private static ByteBuffer bytes(int... values) {
    var buffer = ByteBuffer.allocate(values.length);
    for (var value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }

  // ---- RADIO and DISH

  private final Form toGroup = new ToGroup(HERE);

  @Test
  void aGroupIsInFrontWithItsSize() throws IOException {
    var datagram = ByteBuffer.allocate(100);

    assertThat(toGroup.write(Message.of("ab", "c"), datagram)).isEqualTo(HERE);

    assertThat(datagram.flip()).isEqualTo(bytes(2, 'a', 'b', 'c'));
    assertThat(toGroup.read(datagram, SIX)).isEqualTo(Message.of("ab", "c"));
  }

  @Test
  void theLongestGroupAndNothingElsePass() throws IOException {
    var message = Message.of("g".repeat(255), "");
    var datagram = ByteBuffer.allocate(256);

    toGroup.write(message, datagram);

    assertThat(toGroup.read(datagram.flip(), HERE)).isEqualTo(message);
    assertThat(toGroup.read(bytes(0), HERE)).isEqualTo(Message.of("", ""));
    assertThat(toGroup.read(bytes(0, 'x'), HERE)).isEqualTo(Message.of("", "x"));
  }

  @Test
  void aGroupThatIsLongerThanTheDatagramIsMalformed() {
    assertThat(toGroup.read(bytes(), HERE)).isNull();
    assertThat(toGroup.read(bytes(1), HERE)).isNull();
    assertThat(toGroup.read(bytes(3, 'a', 'b'), HERE)).isNull();
    assertThat(toGroup.read(bytes(0x80, 'a', 'b'), HERE)).isNull();
    assertThat(toGroup.read(bytes(0xFF, 'a', 'b'), HERE)).isNull();
  }

  @Test
  void whatDoesNotFitIsNotCut() throws IOException {
    assertThat(toGroup.write(Message.of("ab", "cde"), ByteBuffer.allocate(6))).isEqualTo(HERE);
    assertThatThrownBy(() -> toGroup.write(Message.of("ab", "cdef"), ByteBuffer.allocate(6)))
        .isInstanceOf(IOException.class)
        .hasMessage("7 bytes do not fit into one of 6");
    var toAddress = new ToAddress();
    assertThat(toAddress.write(Message.of("127.0.0.1:5555", "abc"), ByteBuffer.allocate(3)))
        .isEqualTo(HERE);
    assertThatThrownBy(
            () -> toAddress.write(Message.of("127.0.0.1:5555", "abcd"), ByteBuffer.allocate(3)))
        .isInstanceOf(IOException.class)
        .hasMessage("4 bytes do not fit into one of 3");
  }

  // ---- DGRAM

  @Test
  void aDatagramIsTheBodyAlone() throws IOException {
    var toAddress = new ToAddress();
    var datagram = ByteBuffer.allocate(100);

    assertThat(toAddress.write(Message.of("[::1]:7777", "abc"), datagram)).isEqualTo(SIX);

    assertThat(datagram.flip()).isEqualTo(bytes('a', 'b', 'c'));
    assertThat(toAddress.read(datagram, SIX)).isEqualTo(Message.of("[::1]:7777", "abc"));
    assertThat(toAddress.read(bytes(), HERE)).isEqualTo(Message.of("127.0.0.1:5555", ""));
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    assertThatThrownBy(
            () -> new ToAddress().write(Message.of("nonsense", "a"), ByteBuffer.allocate(9)))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no address nonsense");
  }

  @Test
  void theBytesOfAMessageAreItsOwn() {
    var buffer = bytes(1, 'a', 'b');
    var message = toGroup.read(buffer, HERE);
    buffer.clear().put(new byte[3]);

    assertThat(message).isEqualTo(Message.of("a", "b"));
  }

  // ---- what is remembered

  @Test
  void remembersTheLastOnes() {
    var asked = new AtomicInteger();
    var recent = new Recent<Integer, Frame>(i -> Frame.of("" + asked.incrementAndGet() + i));
    var first = recent.valueOf(0);
    for (var i = 1; i < 5000; i++) {
      recent.valueOf(i);
      assertThat(recent.valueOf(0)).isSameAs(first); // used all the time
    }

    assertThat(asked).hasValue(5000);
    assertThat(recent.size()).isEqualTo(1024);
    recent.valueOf(1); // forgotten long ago
    assertThat(asked).hasValue(5001);
  }
}
