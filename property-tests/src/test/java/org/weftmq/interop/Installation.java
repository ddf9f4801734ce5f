package org.weftmq.interop;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A look for libzmq on this machine, before the tests that talk to it: where there is none they are
 * skipped, loudly, or fail where {@code WEFT_INTEROP_REQUIRED} is {@code true}.
 */
final class Installation implements BeforeAllCallback {
  private static final String REQUIRED = "WEFT_INTEROP_REQUIRED";

  @Override
  public void beforeAll(ExtensionContext context) {
    var required = "true".equals(System.getenv(REQUIRED));
    require(LibzmqPeer.PYTHON, required, context.getDisplayName(), System.err);
  }

  static void require(String python, boolean required, String tests, PrintStream loud) {
    if (isComplete(python)) {
      return;
    }
    var missing = python + " with the zmq module (Debian: python3-zmq)";
    loud.println("*".repeat(80));
    loud.println("***  NOT RUN: " + tests);
    loud.println("***  There is no " + missing + ".");
    loud.println("***  Weft is NOT tested against libzmq here; " + REQUIRED + "=true fails.");
    loud.println("*".repeat(80));
    if (required) {
      throw new AssertionError(REQUIRED + " is true, but there is no " + missing);
    }
    Assumptions.abort("there is no " + missing);
  }

  private static boolean isComplete(String python) {
    try {
      var process =
          new ProcessBuilder(python, "-c", "import zmq")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
