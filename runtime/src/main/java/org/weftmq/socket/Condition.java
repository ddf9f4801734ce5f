package org.weftmq.socket;

import java.util.function.BooleanSupplier;

/** A caller's wait until something holds of what the turn owns; it keeps nobody else waiting. */
final class Condition extends Operation<Void> {
  // nobody's: immutable
  private final SocketActor<?, ?> actor;
  private final BooleanSupplier condition;

  Condition(SocketActor<?, ?> actor, BooleanSupplier condition) {
    super(actor.environment());
    this.actor = actor;
    this.condition = condition;
  }

  @Override
  boolean attempt() {
    return condition.getAsBoolean();
  }

  @Override
  boolean letsPass() {
    return true;
  }

  @Override
  Waiters queue() {
    return actor.conditions();
  }
}
