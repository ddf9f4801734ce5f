package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Message;

class LineFormatTest {
  private static final LineFormat PLAIN = new LineFormat("", "|", false, Label.NONE, Label.NONE);
  private static final LineFormat HEX = new LineFormat(",", ",", true, Label.NONE, Label.NONE);
  private static final LineFormat ADDRESSED = new LineFormat(",", ",", false, Label.ID, Label.ID);

  @Test
  void aLineIsAFrameWithoutADelimiter() throws Failure {
    assertThat(read(PLAIN, "a|b,c")).isEqualTo(Message.of("a|b,c"));
  }

  @Test
  void framesAreJoinedWithABarWithoutADelimiter() throws IOException {
    assertThat(print(PLAIN, Message.of("a", "", "b"))).isEqualTo("a||b\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "", "a,b", ",", ",a,", "a,,b"})
  void whatIsReadIsPrintedAgain(String line) throws Failure, IOException {
    var format = new LineFormat(",", ",", false, Label.NONE, Label.NONE);

    assertThat(print(format, read(format, line))).isEqualTo(line + "\n");
  }

  @Test
  void theDelimiterMayBeSeveralCharacters() throws Failure {
    var format = new LineFormat("-->", "-->", false, Label.NONE, Label.NONE);

    assertThat(read(format, "a-->b--c")).isEqualTo(Message.of("a", "b--c"));
  }

  @Test
  void framesAreDigitsInHexadecimal() throws Failure, IOException {
    assertThat(read(HEX, "6162,,7A")).isEqualTo(Message.of("ab", "", "z"));
    assertThat(print(HEX, Message.of("ab", "", "z"))).isEqualTo("6162,,7a\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "6x", "61 62", "0x61"})
  void refusesWhatIsNotHexadecimal(String line) {
    assertThatThrownBy(() -> read(HEX, line))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is not pairs of hexadecimal digits");
  }

  @Test
  void theRoutingIdStandsBeforeATab() throws Failure, IOException {
    var message = Message.of("me", "", "hi\tthere");

    assertThat(read(ADDRESSED, "6d65\t,hi\tthere")).isEqualTo(message);
    assertThat(print(ADDRESSED, message)).isEqualTo("6d65\t,hi\tthere\n");
  }

  @Test
  void aLineWithoutATabHasNoRoutingId() {
    assertThatThrownBy(() -> read(ADDRESSED, "6d65")).hasMessageContaining("no tab");
  }

  @Test
  void aTextStandsBeforeTheFirstTab() throws Failure, IOException {
    var format = new LineFormat("", "|", false, Label.TEXT, Label.TEXT);
    var message = Message.of("news", "it\trains");

    assertThat(read(format, "news\tit\trains")).isEqualTo(message);
    assertThat(print(format, message)).isEqualTo("news\tit\trains\n");
    assertThatThrownBy(() -> read(format, "news")).hasMessageContaining("no tab");
  }

  @Test
  void quotesOnlyTheBeginningOfABadLine() {
    assertThatThrownBy(() -> read(ADDRESSED, "x".repeat(10_000)))
        .satisfies(thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(200));
  }

  private static Message read(LineFormat format, String line) throws Failure {
    return format.read(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String print(LineFormat format, Message message) throws IOException {
    var out = new ByteArrayOutputStream();
    var printer = new Printer(out);
    format.print(message, printer);
    printer.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
