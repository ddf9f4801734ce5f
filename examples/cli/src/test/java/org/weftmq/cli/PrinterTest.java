package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;

class PrinterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Printer printer = new Printer(out);

  @Test
  void showsNothingBeforeItIsFlushed() throws IOException {
    printer.write(Frame.of("a"));

    assertThat(out.size()).isZero();
    printer.flush();
    assertThat(out.toString()).isEqualTo("a");
  }

  @Test
  void keepsTheOrderOfSmallAndLarge() throws IOException {
    var large = "x".repeat(200_000);

    printer.write(Frame.of("a"));
    printer.write(Frame.of(large));
    printer.write('b');
    printer.write(large.getBytes());
    printer.flush();

    assertThat(out.toString()).isEqualTo("a" + large + "b" + large);
  }

  @Test
  void writesWhatItsBufferCannotHoldMoreOf() throws IOException {
    for (var i = 0; i < 100_000; i++) {
      printer.write('x');
    }

    assertThat(out.size()).isBetween(1, 100_000);
    printer.flush();
    assertThat(out.size()).isEqualTo(100_000);
  }
}
