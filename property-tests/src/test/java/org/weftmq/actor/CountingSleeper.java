package org.weftmq.actor;

/** One who sleeps when a test says so, and counts how often he was woken. */
final class CountingSleeper implements Sleeper {
  boolean asleep;
  int woken;
  private final Runnable whenWoken;

  CountingSleeper() {
    this(() -> {});
  }

  CountingSleeper(Runnable whenWoken) {
    this.whenWoken = whenWoken;
  }

  @Override
  public boolean isToBeWoken() {
    var was = asleep;
    asleep = false;
    return was;
  }

  @Override
  public void run(Sequel sequel) {
    woken++;
    whenWoken.run();
  }
}
