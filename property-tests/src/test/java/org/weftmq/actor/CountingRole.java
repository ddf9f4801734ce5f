package org.weftmq.actor;

/**
 * An actor that counts in plain fields what it is given, and notices a second thread in its turn.
 */
final class CountingRole implements Turn.Role<Integer> {
  int handled;
  int settled;
  int failed;
  boolean inTurn;
  boolean collided;

  /** What a caller does that holds the turn itself. */
  void work() {
    collided |= inTurn;
    inTurn = true;
    handled++;
    inTurn = false;
  }

  @Override
  public void handle(Integer signal) {
    work();
  }

  @Override
  public void settle() {
    settled++;
  }

  @Override
  public void fail(Throwable cause) {
    failed++;
  }
}
