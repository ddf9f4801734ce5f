package org.weftmq.guide;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/**
 * Work in parallel: a ventilator hands out tasks, workers do them, a sink collects the results.
 *
 * <pre>
 *   ventilator            workers               sink
 *   +------+         +------+------+         +------+
 *   | PUSH | ------> | PULL | PUSH | ------> | PULL |
 *   |      |    |    +------+------+    |    |      |
 *   |      |    +--> | PULL | PUSH | ---+    |      |
 *   |      |    |    +------+------+    |    |      |
 *   |      |    +--> | PULL | PUSH | ---+    |      |
 *   +------+         +------+------+         +------+
 * </pre>
 *
 * Nobody says how many workers there are, nor where they run: they connect, and get their share. A
 * worker that is slow gets less once its queue is full.
 */
public final class Ventilator {
  private static final int TASKS = 100;
  private static final int WORKERS = 3;

  private Ventilator() {}

  /** Squares the numbers from 1 to 100, and adds them up. */
  public static void main(String[] args) throws InterruptedException {
    try (var context = Context.open();
        var tasks = Push.open(context).bind("inproc://tasks");
        var results = Pull.open(context).bind("inproc://results")) {

      for (var i = 0; i < WORKERS; i++) {
        Thread.startVirtualThread(() -> work(context));
      }
      tasks.awaitPeers(WORKERS, Duration.ofSeconds(5)); // so that each gets a share

      for (var number = 1; number <= TASKS; number++) {
        tasks.send("" + number);
      }
      long sum = 0;
      for (var i = 0; i < TASKS; i++) {
        sum += Long.parseLong(results.receive().text());
      }
      System.out.println(TASKS + " tasks, " + WORKERS + " workers, sum of squares: " + sum);
    } // closing the context ends the workers
  }

  private static void work(Context context) {
    try (var tasks = Pull.open(context).connect("inproc://tasks");
        var results = Push.open(context).connect("inproc://results")) {
      for (var task : tasks) {
        var number = Long.parseLong(task.text());
        results.send("" + number * number);
      }
    } catch (SocketClosedException | InterruptedException e) {
      // the work is over
    }
  }
}
