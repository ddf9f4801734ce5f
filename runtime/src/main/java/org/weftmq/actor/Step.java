package org.weftmq.actor;

/** Something that may only be done by a thread that holds no turn: an unpark, a post. */
@FunctionalInterface
public interface Step {
  /** Does it; what it brings about in turn is added to {@code sequel}, not done inside. */
  void run(Sequel sequel);
}
