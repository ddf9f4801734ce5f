package org.weftmq;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.weftmq.test.Tries;

/** Runs a few short threads through many interleavings, with Lincheck's model checker. */
public final class Interleaved {
  /** What a thread does. */
  @FunctionalInterface
  public interface Part {
    /** Does it; a throwable fails the test, and so does not returning. */
    void run() throws Exception;
  }

  private static final int SCENARIOS = 10;
  private static final int INTERLEAVINGS = 300;

  /** Where Lincheck stands when it draws what it has found; the drawing may fail: seen in 3.7. */
  private static final String DRAWING = "org.jetbrains.lincheck.LincheckAssertionError";

  private static volatile Object known;

  // the failing thread of a scenario sets it, before Lincheck stops to look for more
  private static volatile Throwable found;

  private Interleaved() {}

  /**
   * Runs {@code scenario} again and again, each time in an interleaving of its own. What Lincheck
   * found but could not draw is thrown as it was found; a hang that it cannot draw says no more
   * than that.
   */
  public static void check(Part scenario) {
    found = null;
    try {
      Lincheck.runConcurrentTest(
          Tries.scaled(INTERLEAVINGS),
          () -> {
            try {
              scenario.run();
            } catch (AssertionError e) {
              found = e;
              throw e;
            } catch (Exception e) {
              found = e;
              throw new AssertionError(e);
            }
          });
    } catch (RuntimeException | Error e) {
      var failure = found;
      if (failure != null && isDrawing(e)) {
        failure.addSuppressed(e);
        throw new AssertionError("found, and not drawn: " + failure, failure);
      }
      throw e;
    }
  }

  private static boolean isDrawing(Throwable crash) {
    return Stream.of(crash.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().equals(DRAWING) && frame.getMethodName().equals("<init>"))
        && !crash.getClass().getName().equals(DRAWING);
  }

  /**
   * Options with which Lincheck makes scenarios up by itself. Of a deep run's factor one half goes
   * into more scenarios, the other into more interleavings of each.
   */
  public static ModelCheckingOptions options() {
    var half = Math.sqrt(Tries.FACTOR);
    return new ModelCheckingOptions()
        .iterations((int) (SCENARIOS * half))
        .invocationsPerIteration((int) (INTERLEAVINGS * half));
  }

  /**
   * In a scenario: makes known that several threads use {@code object}. Without it Lincheck takes
   * what a lambda captures for one thread's own, and never switches threads there.
   */
  public static <T> T shared(T object) {
    known = object;
    return object;
  }

  /** In a scenario: fails it unless {@code holds}. (AssertJ does not bear being interleaved.) */
  public static void expect(boolean holds, String law) {
    if (!holds) {
      throw new AssertionError(law);
    }
  }

  /** In a scenario: waits for another part to have brought {@code count} to {@code target}. */
  public static void await(AtomicInteger count, int target) {
    while (count.get() < target) {
      Thread.onSpinWait();
    }
  }

  /** In a scenario: runs the parts at the same time, the first on this thread, to their ends. */
  public static void together(Part first, Part... others) throws Exception {
    var failure = new AtomicReference<Throwable>();
    var threads = new ArrayList<Thread>();
    for (var part : others) {
      var thread =
          new Thread(
              () -> {
                try {
                  part.run();
                } catch (Throwable e) {
                  failure.set(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    first.run();
    for (var thread : threads) {
      thread.join();
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }
}
