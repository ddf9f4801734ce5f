package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Frame;

class MetadataTest {
  private static final String TYPE = "0b 'Socket-Type' 00000003 'REQ' ";

  @Test
  void hasTheBytesOfTheRfcInOrder() {
    var metadata =
        Metadata.empty()
            .with(Metadata.SOCKET_TYPE, Frame.of("REQ"))
            .with(Metadata.IDENTITY, Frame.empty());

    assertThat(metadata.bytes()).isEqualTo(Bytes.frame(TYPE + "08 'Identity' 00000000"));
  }

  @Test
  void readsWhatItWrote() throws ProtocolError {
    var metadata =
        Metadata.empty().with("X-One", Frame.of("1")).with("X-Two", Bytes.frame("00 ff 80"));

    assertThat(Metadata.read(metadata.bytes().buffer())).isEqualTo(metadata);
  }

  @Test
  void readsNothingFromNothing() throws ProtocolError {
    assertThat(Metadata.read(ByteBuffer.allocate(0))).isEqualTo(Metadata.empty());
  }

  @Test
  void findsNamesInAnyCase() throws ProtocolError {
    var metadata = Metadata.read(Bytes.buffer("0b 'sOCKET-tYPE' 00000003 'REQ'"));

    assertThat(metadata.property("Socket-Type")).contains(Frame.of("REQ"));
    assertThat(metadata.properties()).containsOnlyKeys("sOCKET-tYPE");
  }

  @Test
  void refusesANameThatComesTwiceInAnyCase() {
    var in = Bytes.buffer(TYPE + "0b 'SOCKET-TYPE' 00000003 'REP'");

    assertThatThrownBy(() -> Metadata.read(in))
        .isInstanceOf(ProtocolError.class)
        .hasMessage("the peer announced its SOCKET-TYPE twice");
  }

  @Test
  void refusesToBeCutAnywhere() throws ProtocolError {
    var whole = Bytes.of(TYPE);
    for (var size = 1; size < whole.length; size++) {
      var in = ByteBuffer.wrap(whole, 0, size);

      assertThatThrownBy(() -> Metadata.read(in))
          .as("the first %d bytes", in.limit())
          .hasMessage("the peer announced malformed metadata");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00 00000000",
        "01 'a' ffffffff",
        "01 'a' 7fffffff",
        "01 'a' 80000000",
        "01 'a' 00000001",
        "ff 'a' 00000000",
        "01 20 00000000",
        "01 00 00000000",
        "01 80 00000000",
        "01 2f 00000000"
      })
  void refusesWhatTheGrammarDoesNotAllow(String text) {
    assertThatThrownBy(() -> Metadata.read(Bytes.buffer(text)))
        .isInstanceOf(ProtocolError.class)
        .hasMessage("the peer announced malformed metadata");
  }

  @Test
  void takesAsManyPropertiesAsAllowedAndNoMore() throws ProtocolError {
    var most = properties(Metadata.MAX_PROPERTIES);
    var tooMany = properties(Metadata.MAX_PROPERTIES + 1);

    assertThat(Metadata.read(most).properties()).hasSize(Metadata.MAX_PROPERTIES);
    assertThatThrownBy(() -> Metadata.read(tooMany))
        .hasMessage("the peer announced more than 64 properties");
  }

  private static ByteBuffer properties(int count) {
    var bytes = ByteBuffer.allocate(count * 7);
    for (var i = 0; i < count; i++) {
      bytes.put((byte) 2).put((byte) ('a' + i / 26)).put((byte) ('a' + i % 26)).putInt(0);
    }
    return bytes.flip();
  }

  @Test
  void takesAsManyBytesAsAllowedAndNoMore() throws ProtocolError {
    var value = new byte[Metadata.MAX_SIZE - 6];
    Arrays.fill(value, (byte) 'v');
    var bytes = Metadata.empty().with("n", Frame.wrap(value)).bytes();
    var more = ByteBuffer.allocate(Metadata.MAX_SIZE + 1);

    assertThat(bytes.size()).isEqualTo(Metadata.MAX_SIZE);
    assertThat(Metadata.read(bytes.buffer()).property("n")).contains(Frame.wrap(value));
    assertThatThrownBy(() -> Metadata.read(more))
        .hasMessage("the peer announced more than 8192 bytes of metadata");
  }

  @Test
  void doesNotMakeWhatNobodyCouldRead() {
    var metadata = Metadata.empty().with("a", Frame.empty());

    assertThatThrownBy(() -> metadata.with("A", Frame.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> metadata.with("b c", Frame.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> metadata.with("", Frame.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Catches: a character of the grammar that is refused, or a neighbour that is taken for one. */
  @ParameterizedTest
  @ValueSource(strings = {"A", "Z", "a", "z", "0", "9", "-", "_", ".", "+"})
  void takesEveryCharacterThatANameMayHave(String name) throws ProtocolError {
    var metadata = Metadata.empty().with(name, Frame.of("x"));

    assertThat(Metadata.read(metadata.bytes().buffer()).properties()).containsOnlyKeys(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "[", "`", "{", "/", ":", " ", ","})
  void takesNoOtherCharacter(String name) {
    var bytes = Bytes.buffer("01 '" + name + "' 00000001 'x'");

    assertThatThrownBy(() -> Metadata.read(bytes)).isInstanceOf(ProtocolError.class);
    assertThatThrownBy(() -> Metadata.empty().with(name, Frame.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesANameOf255CharactersAndNoLongerOne() throws ProtocolError {
    var metadata = Metadata.empty().with("N".repeat(255), Frame.of("x"));

    assertThat(Metadata.read(metadata.bytes().buffer())).isEqualTo(metadata);
    assertThatThrownBy(() -> Metadata.empty().with("N".repeat(256), Frame.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isEqualToWhatHasTheSamePropertiesOnly() {
    var one = Metadata.empty().with("X", Frame.of("1"));

    assertThat(one).isEqualTo(Metadata.empty().with("X", Frame.of("1")));
    assertThat(one).hasSameHashCodeAs(Metadata.empty().with("X", Frame.of("1")));
    assertThat(one).isNotEqualTo(Metadata.empty().with("X", Frame.of("2")));
    assertThat(one.hashCode()).isNotEqualTo(Metadata.empty().with("X", Frame.of("2")).hashCode());
    assertThat(one).isNotEqualTo("X");
  }

  @Test
  void showsNamesAndValues() {
    assertThat(Metadata.empty().with("X-Role", Frame.of("worker")).toString())
        .contains("X-Role", Frame.of("worker").toString());
  }
}
