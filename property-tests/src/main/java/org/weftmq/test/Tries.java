package org.weftmq.test;

import java.time.Duration;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How much the tests try: what fits into a build, or {@code -Dweft.tries.factor} times as much.
 *
 * <p>It is also the jqwik hook that gives each property its tries: those that {@code @Property}
 * states, or {@link #DEFAULT}, times the factor. It stands in {@code META-INF/services} of the
 * tests, so it applies to all of them. Immutable, so safe from every thread.
 */
public final class Tries implements AroundPropertyHook {
  /** How often a property is tried that does not state it, in an ordinary build. */
  public static final int DEFAULT = 200;

  /** By what all tries, rounds and interleavings are multiplied; 1 in an ordinary build. */
  public static final int FACTOR = Integer.parseInt(System.getProperty("weft.tries.factor", "1"));

  private final int factor;

  /** With {@link #FACTOR}. */
  public Tries() {
    this(FACTOR);
  }

  /** With a factor of at least 1. */
  Tries(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("weft.tries.factor is " + factor + ", at least 1 is due");
    }
    this.factor = factor;
  }

  /** So many times more of {@code count}: for loops, seeds, interleavings. */
  public static int scaled(int count) {
    return Math.multiplyExact(count, FACTOR);
  }

  /** So many times more of {@code time}: for the deadline of a loop that is scaled. */
  public static Duration scaled(Duration time) {
    return time.multipliedBy(FACTOR);
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    var tries = context.attributes().tries().orElse(DEFAULT);
    if (tries > 1) { // an @Example stays one
      context.attributes().setTries(Math.multiplyExact(tries, factor));
    }
    return property.execute();
  }
}
