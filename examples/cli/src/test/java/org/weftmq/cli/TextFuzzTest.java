package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import picocli.CommandLine.TypeConversionException;

/**
 * What people type and pipe into the command line, some thousand of each, made of pieces that mean
 * something. Set {@code weft.fuzz.seed} to try those of another run again.
 */
class TextFuzzTest {
  private static final int INPUTS = 4_000 * Integer.getInteger("weft.tries.factor", 1);
  private static final long SEED = Long.getLong("weft.fuzz.seed", new Random().nextLong());

  private static final String[] LINES = {
    ",", "|", "-->", "--", ">", "\t", "61", "6", "zz", "a", "", " ", "\u0000", "häuser", "\u007f"
  };
  private static final String[] DELIMITERS = {"", ",", "-->", "\t", "|"};
  private static final String[] SIDES = {
    "router:",
    "PUSH:",
    "dish:",
    "pusher:",
    "tcp://*:5555",
    "tcp://",
    "ipc:///a,b",
    ",",
    "connect:",
    "bind:",
    "://",
    ":",
    "inproc://a",
    "\n",
    "",
    "x",
    "1://"
  };
  private static final String[] SETTINGS = {
    "linger", "=", "1s", "", " ", "==", "a-b", "\n", "\u0000"
  };

  private final Random random = new Random(SEED);

  private String text(String... pieces) {
    var text = new StringBuilder();
    for (var left = random.nextInt(7); left > 0; left--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  /** Catches: a line that is read as another one than is printed of it, or ends the program. */
  @Test
  void aLineIsPrintedAsItWasReadOrRefused() throws IOException {
    var refused = 0;
    for (var i = 0; i < INPUTS; i++) {
      var delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
      var joint = delimiter.isEmpty() ? LineFormat.JOINT : delimiter;
      var hex = random.nextBoolean();
      var label = Label.values()[random.nextInt(Label.values().length)];
      var format = new LineFormat(delimiter, joint, hex, label, label);
      var line = text(LINES);
      try {
        var message = format.read(line.getBytes(StandardCharsets.UTF_8));
        // digits may have been written in capitals
        assertThat(print(format, message))
            .as("seed %d, %s: \"%s\"", SEED, format, line)
            .isEqualToIgnoringCase(line + "\n");
      } catch (Failure e) {
        assertThat(e).hasMessageStartingWith("bad line \"");
        refused++;
      }
    }
    assertThat(refused).isBetween(INPUTS / 20, INPUTS - INPUTS / 20);
  }

  /** Catches: a message that is printed as a line which is read as another message. */
  @Test
  void aMessageInDigitsIsReadAsItWasPrinted() throws IOException, Failure {
    for (var i = 0; i < INPUTS; i++) {
      var label = random.nextBoolean() ? Label.ID : Label.NONE;
      var format = new LineFormat(",", ",", true, label, label);
      var frames = new ArrayList<Frame>();
      for (var left = random.nextInt(4); left >= (label == Label.ID ? -1 : 0); left--) {
        var bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        frames.add(Frame.wrap(bytes));
      }
      var line = print(format, Message.of(frames));

      var read = format.read(line.substring(0, line.length() - 1).getBytes(StandardCharsets.UTF_8));

      assertThat(read).as("seed %d: %s", SEED, line).isEqualTo(Message.of(frames));
    }
  }

  private static String print(LineFormat format, Message message) throws IOException {
    var out = new ByteArrayOutputStream();
    var printer = new Printer(out);
    format.print(message, printer);
    printer.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Catches: a side that is read otherwise once each endpoint says whether it is to be bound. */
  @Test
  void theSideOfAProxyMeansTheSameWrittenOutOrIsRefused() {
    var converter = new ProxySide.Converter();
    var refused = 0;
    for (var i = 0; i < INPUTS; i++) {
      var text = (random.nextInt(4) > 0 ? "router:tcp://*:1" : "") + text(SIDES);
      try {
        var side = converter.convert(text);
        var endpoints =
            Stream.concat(
                side.bind().stream().map("bind:"::concat),
                side.connect().stream().map("connect:"::concat));
        var written = side.type() + ":" + String.join(",", endpoints.toList());
        assertThat(converter.convert(written)).as("seed %d: \"%s\"", SEED, text).isEqualTo(side);
      } catch (TypeConversionException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(INPUTS / 20, INPUTS - INPUTS / 20);
  }

  /** Catches: a name or a value that loses a character, or a name that is none. */
  @Test
  void anOptionIsWhatStandsAroundItsFirstEqualsSignOrRefused() {
    var converter = new OptionSetting.Converter();
    var refused = 0;
    for (var i = 0; i < INPUTS; i++) {
      var text = text(SETTINGS);
      try {
        var setting = converter.convert(text);
        assertThat(setting.name()).as("seed %d", SEED).isNotEmpty().doesNotContain("=");
        assertThat(setting.name() + "=" + setting.value()).as("seed %d", SEED).isEqualTo(text);
      } catch (TypeConversionException e) {
        assertThat(List.of(-1, 0)).as("seed %d: \"%s\"", SEED, text).contains(text.indexOf('='));
        refused++;
      }
    }
    assertThat(refused).isBetween(INPUTS / 20, INPUTS - INPUTS / 20);
  }
}
