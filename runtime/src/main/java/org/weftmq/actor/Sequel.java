package org.weftmq.actor;

import java.util.ArrayDeque;
import java.util.List;
import org.weftmq.spi.Environment;

/**
 * What a thread still has to do once it has left a turn: the wake-ups and the turns of other actors
 * that it caused, one after another, so that turns never nest however long the chain is.
 *
 * <p>Owned by the thread that runs it.
 */
public final class Sequel {
  /** A caller does this much for others; the rest goes on on a thread of its own. */
  private static final int BUDGET = 64;

  private final Environment environment;
  private final ArrayDeque<Step> steps = new ArrayDeque<>(4);

  /** An empty sequel. */
  public Sequel(Environment environment) {
    this.environment = environment;
  }

  /** Adds a step to be done last. */
  public void add(Step step) {
    steps.add(step);
  }

  void addFirst(Step step) {
    steps.addFirst(step);
  }

  void addAll(List<Step> more) {
    steps.addAll(more);
  }

  /** Does all steps, and those that they add; what one of them throws comes out at the end. */
  public void run() {
    RuntimeException failure = null;
    for (var done = 0; !steps.isEmpty() && done < BUDGET; done++) {
      try {
        steps.poll().run(this);
      } catch (RuntimeException e) { // the others wait for their wake-ups all the same
        failure = e;
      }
    }
    if (!steps.isEmpty()) {
      environment.start("weft-sequel", this::run);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
