package org.weftmq.test;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** What {@link NoLeaks} stands for. */
final class LeakCheck
    implements TestInstancePreConstructCallback, BeforeEachCallback, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(LeakCheck.class);

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Before the fields of the test open anything. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    if (context.getTestMethod().isPresent()) { // else the instance is for all tests
      begin(context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    begin(context);
  }

  private static void begin(ExtensionContext context) {
    context.getStore(NAMESPACE).getOrComputeIfAbsent(Leaks.class, key -> Leaks.watch());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var leaks = context.getStore(NAMESPACE).remove(Leaks.class, Leaks.class);
    if (context.getExecutionException().isPresent()) {
      leaks.forget();
    } else {
      leaks.close();
    }
  }
}
