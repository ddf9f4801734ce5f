package org.weftmq.benchmarks.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The program of a peer, whatever the library: arguments and output are libzmq_peer's. */
final class Ends {
  /** Opens a socket of a library. */
  @FunctionalInterface
  interface Opening {
    End open(String type, boolean binds, String endpoint) throws Exception;
  }

  private Ends() {}

  /**
   * Opens the ends, has threads do their duties, and ends the process when all are done that ever
   * are.
   */
  static void run(String[] args, Thread.Builder threads, Opening opening) throws Exception {
    var endpoint = args[0];
    var parts = Arrays.stream(args).skip(2).map(Part::of).toList();
    var tasks = new ArrayList<Task>();
    for (var name : args[1].split(",")) {
      var words = name.split(":");
      var binds = words.length == 3;
      var end = opening.open(words[0], binds, endpoint);
      if (binds) {
        endpoint = end.endpoint();
        System.out.println(endpoint);
      }
      tasks.add(new Task(end, Duty.valueOf(words[1].toUpperCase(Locale.ROOT))));
    }
    var done = new CompletableFuture<Void>();
    var ended = new CountDownLatch((int) tasks.stream().filter(task -> task.duty.ends()).count());
    tasks.forEach(task -> threads.start(() -> task.perform(parts, ended, done)));
    if (ended.getCount() > 0) {
      threads.start(() -> await(ended, done));
    }
    done.get();
    System.exit(0); // the other ends are in the middle of something
  }

  private static void await(CountDownLatch ended, CompletableFuture<Void> done) {
    try {
      ended.await();
      done.complete(null);
    } catch (InterruptedException e) {
      done.completeExceptionally(e);
    }
  }

  private record Task(End end, Duty duty) {
    void perform(List<Part> parts, CountDownLatch ended, CompletableFuture<Void> done) {
      try {
        duty.perform(end, parts, System.out::println);
        ended.countDown();
      } catch (Exception | Error e) {
        done.completeExceptionally(e);
      }
    }
  }
}
