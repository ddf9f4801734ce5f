package org.weftmq.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** How often properties are tried: each counts its tries, and they are looked at in the end. */
class TriesProperties {
  private static final AtomicInteger BY_DEFAULT = new AtomicInteger();
  private static final AtomicInteger STATED = new AtomicInteger();
  private static final AtomicInteger SEVENFOLD = new AtomicInteger();
  private static final AtomicInteger ONCE = new AtomicInteger();

  @Property
  void statesNoTries(@ForAll long any) {
    BY_DEFAULT.incrementAndGet();
  }

  @Property(tries = 3)
  void statesThreeTries(@ForAll long any) {
    STATED.incrementAndGet();
  }

  @Property(tries = 3)
  @AddLifecycleHook(Sevenfold.class)
  void statesThreeTriesAndIsScaledOnceMore(@ForAll long any) {
    SEVENFOLD.incrementAndGet();
  }

  @Example
  void isAnExample() {
    ONCE.incrementAndGet();
  }

  /**
   * Catches: a factor that reaches only the properties that state no tries, or no property at all,
   * so that a deep run is a shallow one.
   */
  @AfterContainer
  static void allWereTriedAsOftenAsTheFactorSays() {
    assertThat(BY_DEFAULT).hasValue(Tries.scaled(Tries.DEFAULT));
    assertThat(STATED).hasValue(Tries.scaled(3));
    assertThat(SEVENFOLD).hasValue(Tries.scaled(3 * 7));
    assertThat(ONCE).hasValue(1);
  }

  /** What a factor of 7 would do, whatever the factor of this run is. */
  static final class Sevenfold implements AroundPropertyHook {
    private final Tries seven = new Tries(7);

    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      return seven.aroundProperty(context, property);
    }
  }
}
