package org.weftmq.interop;

import java.io.PrintStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A look for libzmq on this machine, before the tests that talk to it: where there is none they are
 * skipped, loudly, or fail where {@code WEFT_INTEROP_REQUIRED} is {@code true}.
 */
public final class Installation implements BeforeAllCallback {
  private static final String REQUIRED = "WEFT_INTEROP_REQUIRED";

  @Override
  public void beforeAll(ExtensionContext context) {
    for (var binding : context.getRequiredTestClass().getAnnotation(Needs.class).value()) {
      if (!binding.isInstalled()) {
        miss(binding.needs(), context.getDisplayName());
      }
    }
  }

  /** Whether nothing may be missing. */
  public static boolean isRequired() {
    return "true".equals(System.getenv(REQUIRED));
  }

  /** Says aloud that {@code tests} cannot be run without {@code missing}, and ends them. */
  static void miss(String missing, String tests) {
    miss(missing, isRequired(), tests, System.err);
  }

  /** Says that {@code tests} cannot be run without {@code missing}, and ends them. */
  static void miss(String missing, boolean required, String tests, PrintStream loud) {
    say(missing, tests, loud);
    if (required) {
      throw new AssertionError(REQUIRED + " is true, but there is no " + missing);
    }
    Assumptions.abort("there is no " + missing);
  }

  /** Says that {@code tests} are not run, as there is no {@code missing}. */
  public static void say(String missing, String tests, PrintStream loud) {
    loud.println("*".repeat(80));
    loud.println("***  NOT RUN: " + tests);
    loud.println("***  There is no " + missing + ".");
    loud.println("***  Weft is NOT tested against libzmq here; " + REQUIRED + "=true fails.");
    loud.println("*".repeat(80));
  }
}
