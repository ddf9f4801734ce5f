package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptTest {
  /** Lines without end. */
  private static final class Endless extends InputStream {
    @Override
    public int read() {
      return '\n';
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      Arrays.fill(target, offset, offset + length, (byte) '\n');
      return length;
    }
  }

  @Test
  void endsInTheMiddleOfAFlowAndPrintsWhatCame() throws Exception {
    var pull = Run.start("", "pull", "--bind", "tcp://127.0.0.1:*");
    var push = Run.start(new Endless(), "push", "--connect", pull.bound());
    await().until(() -> !pull.out().isEmpty());

    pull.interrupt();

    assertThat(pull.status()).isEqualTo(ExitCode.FAILED);
    assertThat(pull.err()).contains("interrupted");
    push.interrupt();
    assertThat(push.status()).isEqualTo(ExitCode.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pull", "rep", "router", "sub", "xsub", "pub"})
  void endsWhileItWaits(String command) throws Exception {
    var run = Run.start("", command, "--bind", "tcp://127.0.0.1:*");
    run.bound();

    run.interrupt();

    assertThat(run.status()).isEqualTo(ExitCode.FAILED);
  }
}
