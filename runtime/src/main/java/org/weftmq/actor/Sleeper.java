package org.weftmq.actor;

/**
 * Somebody who may sleep until a turn has done something for him. He has said so before he looked
 * for it a last time; so a full fence after it was done, either he has seen it or it is seen that
 * he sleeps.
 */
public interface Sleeper extends Step {
  /**
   * After the fence, on any thread: whether he sleeps, or others that were to wake him may not have
   * done so yet; then {@link #run} is to follow, which does.
   */
  boolean isToBeWoken();
}
