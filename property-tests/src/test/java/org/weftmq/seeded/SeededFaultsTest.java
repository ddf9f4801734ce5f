package org.weftmq.seeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Each family of properties fails where its faults are put into the code, and only there. */
class SeededFaultsTest {
  /** Catches: a property that cannot fail, or no longer looks at what it is there for. */
  @ParameterizedTest
  @EnumSource
  void isNoticedByItsProperty(SeededFault fault) throws Exception {
    System.setProperty("weft.patience", "0.1"); // what it waits for will not come
    List<Throwable> failures;
    try {
      failures = run(fault, FaultyCode.with(fault));
    } finally {
      System.clearProperty("weft.patience");
    }

    assertThat(failures).as("failures of %s", fault.detectorMethod()).hasSize(1);
    assertThat(failures.getFirst()).isNotInstanceOf(LinkageError.class);
    assertThat(failures.getFirst().getStackTrace())
        .as("where it failed: in the property, not around it")
        .anyMatch(frame -> frame.getClassName().startsWith(fault.detectorType()));
  }

  /** Catches: a property that fails here with or without a fault. */
  @ParameterizedTest
  @EnumSource(names = "SUCCESS_DOES_NOT_SHORTEN_THE_NEXT_PAUSE") // the quickest
  void withoutTheFaultThePropertyHolds(SeededFault fault) throws Exception {
    assertThat(run(fault, FaultyCode.without(fault))).isEmpty();
  }

  /** Runs the property that is to notice the fault, and gives what it failed with. */
  private static List<Throwable> run(SeededFault fault, ClassLoader code) throws Exception {
    var type = code.loadClass(fault.detectorType());
    var property =
        Stream.of(type.getDeclaredMethods())
            .filter(method -> method.getName().equals(fault.detectorMethod()))
            .findFirst()
            .orElseThrow();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(type, property))
            .configurationParameter("jqwik.database", "") // its samples are nobody else's
            .configurationParameter("jqwik.shrinking.default", "OFF")
            .configurationParameter("jqwik.reporting.usejunitplatform", "true") // to nobody
            .build();
    var outcome = new Outcome();
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(code); // which finds transports and hooks
    try {
      LauncherFactory.create().execute(request, outcome);
    } finally {
      thread.setContextClassLoader(before);
    }
    assumeThat(outcome.skipped).as("what is missing for it").isEmpty();
    assertThat(outcome.tests).as("properties that ran").isEqualTo(1);
    return outcome.failures;
  }

  /** What a run comes to. */
  private static final class Outcome implements TestExecutionListener {
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int tests;

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.add(reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      tests += test.isTest() ? 1 : 0;
      result.getThrowable().ifPresent(failures::add);
    }
  }
}
