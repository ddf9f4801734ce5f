package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void givesEachLineWithoutItsEnd() throws IOException {
    assertThat(lines(stream("a\n\nb c\n"))).containsExactly("a", "", "b c");
  }

  @Test
  void theLastLineMayLackItsEnd() throws IOException {
    assertThat(lines(stream("a\nb"))).containsExactly("a", "b");
  }

  @Test
  void noInputIsNoLine() throws IOException {
    assertThat(lines(stream(""))).isEmpty();
  }

  @Test
  void linesMayBeLongerThanAnyBuffer() throws IOException {
    var longest = "x".repeat(300_000);

    assertThat(lines(stream("a\n" + longest + "\nb\n"))).containsExactly("a", longest, "b");
  }

  @Test
  void linesMayComeByteByByte() throws IOException {
    var slow =
        new ByteArrayInputStream("ab\ncd\n".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
          }
        };

    assertThat(lines(slow)).containsExactly("ab", "cd");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(InputStream stream) throws IOException {
    var lines = new Lines(stream);
    var all = new ArrayList<String>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(new String(line.get(), StandardCharsets.UTF_8));
    }
    return all;
  }
}
