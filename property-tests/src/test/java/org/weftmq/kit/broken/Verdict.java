package org.weftmq.kit.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What came of a class of tests: which of them failed, and with which text. */
public final class Verdict implements TestExecutionListener {
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Map<String, String> passed = new ConcurrentHashMap<>();

  private Verdict() {}

  /** Runs that class of tests. */
  public static Verdict on(Class<?> tests) {
    return run(selectClass(tests), all -> FilterResult.included("all are run"));
  }

  /** Runs that test of the class, which may be inherited from an interface. */
  public static Verdict on(Class<?> tests, String test) {
    return run(selectClass(tests), named(test));
  }

  private static PostDiscoveryFilter named(String test) {
    return descriptor ->
        FilterResult.includedIf(
            !descriptor.isTest() || descriptor.getDisplayName().replace("()", "").equals(test));
  }

  private static Verdict run(DiscoverySelector what, PostDiscoveryFilter which) {
    var verdict = new Verdict();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(what)
            .filters(EngineFilter.includeEngines("junit-jupiter", "jqwik"), which)
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.shrinking.default", "OFF")
            .configurationParameter("jqwik.database", "target/jqwik-broken")
            .configurationParameter("jqwik.failures.runfirst", "false")
            .build();
    LauncherFactory.create().execute(request, verdict);
    return verdict;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      var name = test.getDisplayName().replace("()", "");
      switch (result.getStatus()) {
        case SUCCESSFUL -> passed.put(name, "");
        case FAILED ->
            failures.put(name, result.getThrowable().map(Throwable::toString).orElse(""));
        case ABORTED -> {} // it does not concern what is tested
      }
    }
  }

  /** Nothing failed, and something was run. */
  public void isKept() {
    assertThat(passed).isNotEmpty();
    assertThat(new TreeMap<>(failures)).isEmpty();
  }

  /** Only that test was run, and failed with that text. */
  public void failedIn(String test, String text) {
    assertThat(failures).as("what failed; passed: %s", passed.keySet()).containsKey(test);
    assertThat(failures.get(test)).as(test).contains(text);
  }
}
