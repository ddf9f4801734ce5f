package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GreetingTest {
  // as libzmq 4.3.5 sends it
  private static final byte[] LIBZMQ =
      Arrays.copyOf(Bytes.of("ff 0000000000000001 7f 03 01 'NULL'"), Greeting.SIZE);

  private static byte[] with(int index, int value) {
    var bytes = LIBZMQ.clone();
    bytes[index] = (byte) value;
    return bytes;
  }

  @Test
  void hasTheBytesOfTheRfc() {
    var expected = Arrays.copyOf(Bytes.of("ff 0000000000000000 7f 03 01 'NULL'"), Greeting.SIZE);

    assertThat(new Greeting("NULL", false).bytes().array()).isEqualTo(expected);
  }

  @Test
  void saysWhetherItIsTheServer() {
    assertThat(new Greeting("PLAIN", true).bytes().get(32)).isEqualTo((byte) 1);
  }

  @Test
  void readsWhatItWrote() throws ProtocolError {
    var greeting = new Greeting("CURVE", true);

    assertThat(Greeting.read(greeting.bytes())).contains(greeting);
  }

  @Test
  void takesItsOwnBytesOnly() throws ProtocolError {
    var in = ByteBuffer.allocate(70).put(LIBZMQ).flip().limit(70);

    assertThat(Greeting.read(in)).contains(new Greeting(3, 1, "NULL", false));
    assertThat(in.position()).isEqualTo(64);
  }

  @Test
  void waitsForTheWholeAndTakesNothingBefore() throws ProtocolError {
    for (var size = 0; size < Greeting.SIZE; size++) {
      var in = ByteBuffer.wrap(LIBZMQ, 0, size);

      assertThat(Greeting.read(in)).as("of %d bytes", size).isEmpty();
      assertThat(in.position()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0xFF", "9, 0x7F"})
  void refusesAnyOtherSignatureAtThatByte(int index, String right) {
    for (var value = 0; value < 256; value++) {
      var in = ByteBuffer.wrap(with(index, value), 0, index + 1);
      if (value != Integer.decode(right)) {
        assertThatThrownBy(() -> Greeting.read(in))
            .as("byte %d is %d", index, value)
            .isInstanceOf(ProtocolError.class)
            .hasMessage("the peer does not speak ZMTP");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1", "\u0016\u0003\u0001", "SSH-2.0-OpenSSH"})
  void refusesOtherProtocolsAtTheirFirstByte(String first) {
    var in = ByteBuffer.wrap(new byte[] {(byte) first.charAt(0)});

    assertThatThrownBy(() -> Greeting.read(in)).hasMessage("the peer does not speak ZMTP");
  }

  @Test
  void refusesEveryOlderVersionAtThatByte() {
    for (var major = 0; major < 3; major++) {
      var in = ByteBuffer.wrap(with(10, major), 0, 11);

      assertThatThrownBy(() -> Greeting.read(in))
          .hasMessage("the peer speaks a version of ZMTP older than 3.0");
    }
  }

  @Test
  void acceptsEveryLaterVersion() throws ProtocolError {
    for (var major = 3; major < 256; major++) {
      assertThat(Greeting.read(ByteBuffer.wrap(with(10, major))).orElseThrow().major())
          .isEqualTo(major);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 0, false", "3, 1, true", "3, 255, true", "4, 0, true"})
  void knowsWhoKnowsSubscribeCommands(int major, int minor, boolean knows) {
    assertThat(new Greeting(major, minor, "NULL", false).knowsSubscribeCommands()).isEqualTo(knows);
  }

  @Test
  void ignoresPaddingAndFiller() throws ProtocolError {
    for (var index = 1; index < Greeting.SIZE; index++) {
      if (index < 9 || index > 31) {
        var in = ByteBuffer.wrap(with(index, 0xA5));

        assertThat(Greeting.read(in)).as("byte %d", index).isPresent();
      }
    }
  }

  @Test
  void refusesAMechanismThatIsNotUpperCaseAscii() {
    for (var value : new int[] {'a', ' ', 1, 0x80, 0xFF, '/'}) {
      assertThatThrownBy(() -> Greeting.read(ByteBuffer.wrap(with(12, value), 0, 13)))
          .as("character %d", value)
          .hasMessage("the peer's security mechanism is malformed");
    }
  }

  @Test
  void refusesAMechanismThatGoesOnBehindItsPadding() {
    assertThatThrownBy(() -> Greeting.read(ByteBuffer.wrap(with(20, 'X'), 0, 21)))
        .hasMessage("the peer's security mechanism is malformed");
  }

  @Test
  void readsAMechanismOfFullLength() throws ProtocolError {
    var name = "ABCDEFGHIJ0123456789";

    var read = Greeting.read(new Greeting(name, false).bytes());

    assertThat(read.orElseThrow().mechanism()).isEqualTo(name);
  }

  /** Catches: the minor version, which is 0, taken for the end of the mechanism's name. */
  @Test
  void readsAGreetingOfZmtp30() throws ProtocolError {
    assertThat(Greeting.read(ByteBuffer.wrap(with(11, 0))))
        .contains(new Greeting(3, 0, "NULL", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "Z", "0", "9", "-", "_", ".", "+"})
  void takesEveryCharacterThatAMechanismMayHave(String name) throws ProtocolError {
    var greeting = new Greeting(name, false);

    assertThat(Greeting.read(greeting.bytes())).contains(greeting);
  }

  @ParameterizedTest
  @ValueSource(chars = {'@', '[', '/', ':', ',', 'a', ' '})
  void takesNoOtherCharacterInAMechanism(char c) {
    assertThatThrownBy(() -> Greeting.read(ByteBuffer.wrap(with(12, c))))
        .isInstanceOf(ProtocolError.class)
        .hasMessageContaining("mechanism");
  }

  @Test
  void takesWhateverTheServersByteIsForNoServerButOne() throws ProtocolError {
    assertThat(Greeting.read(ByteBuffer.wrap(with(32, 2))).orElseThrow().asServer()).isFalse();
  }
}
