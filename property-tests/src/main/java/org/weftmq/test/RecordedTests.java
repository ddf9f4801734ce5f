package org.weftmq.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * An extension that gives each test a {@link Recording} of its own, for a parameter of that type,
 * and adds the chart of it to what the test fails with: {@code @ExtendWith} above a class or a
 * test.
 */
public final class RecordedTests implements ParameterResolver, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(RecordedTests.class);

  /** The chart, among what else is known of a failure. */
  private static final class Picture extends Exception {
    private static final long serialVersionUID = 1;

    Picture(String chart) {
      super("what happened\n" + chart, null, false, false);
    }
  }

  /** For JUnit. */
  public RecordedTests() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Recording.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getStore(NAMESPACE)
        .getOrComputeIfAbsent(Recording.class, type -> new Recording(), Recording.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    var recording = test.getStore(NAMESPACE).get(Recording.class, Recording.class);
    if (recording != null && !recording.isEmpty()) {
      failure.addSuppressed(new Picture(recording.chart()));
    }
    throw failure;
  }
}
