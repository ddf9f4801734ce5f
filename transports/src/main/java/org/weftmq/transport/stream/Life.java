package org.weftmq.transport.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.weftmq.spi.Environment;

/**
 * The signs of life of a peer: any bytes are one.
 *
 * <p>Only time in which the reader waits for bytes is silence: while it is held up, because the
 * socket's queue is full, nobody can tell whether the peer lives.
 */
final class Life {
  private static final long NOT_WAITING = 0;

  private final Environment environment;
  private final Consumer<String> giveUp;

  // any thread adds, the reader takes
  private final Queue<Runnable> curious = new ConcurrentLinkedQueue<>();

  // the reader writes, timers read
  private volatile long signs;
  private volatile long waitingSince = NOT_WAITING;

  /** {@code giveUp} ends the connection, for a reason. */
  Life(Environment environment, Consumer<String> giveUp) {
    this.environment = environment;
    this.giveUp = giveUp;
  }

  /** The reader begins to wait for bytes. */
  void awaited() {
    var now = environment.nanoTime();
    waitingSince = now == NOT_WAITING ? now - 1 : now;
  }

  /** Bytes have come. */
  void sign() {
    signs = signs + 1;
    waitingSince = NOT_WAITING;
    for (var told = curious.poll(); told != null; told = curious.poll()) {
      told.run();
    }
  }

  /** Runs {@code told} on the reader's thread when the next sign has come; any thread. */
  void tellOfNext(Runnable told) {
    curious.add(told);
  }

  /** How many signs there have been. */
  long signs() {
    return signs;
  }

  /** How long the reader has waited in vain, counted from {@code begin} at the earliest. */
  long silence(long begin) {
    var since = waitingSince;
    if (since == NOT_WAITING) {
      return 0;
    }
    var now = environment.nanoTime();
    return Math.min(now - since, now - begin);
  }

  /** The peer is held for dead. */
  void end(String reason) {
    giveUp.accept(reason);
  }
}
