package org.weftmq.cli;

import java.time.Duration;
import org.weftmq.Context;
import org.weftmq.SocketClosedException;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;

/**
 * One way of a corpus over one transport: from a ventilator through four workers to a sink.
 *
 * <pre>
 *                 +-> PULL worker PUSH -+
 *   ventilator    +-> PULL worker PUSH -+
 *         PUSH ---+-> PULL worker PUSH -+-> PULL sink
 *                 +-> PULL worker PUSH -+
 * </pre>
 *
 * @param name the transport's
 * @param ventilator where the ventilator binds
 * @param sink where the sink binds
 */
record Course(String name, String ventilator, String sink) {
  private static final int WORKERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What came of it.
   *
   * @param words the words of all lines
   * @param nanos how long it took
   */
  record Result(WordCount words, long nanos) {}

  /** Sends the corpus on its way so many times; returns when the sink has had all of it. */
  Result run(Corpus corpus, int times, ProgressBar bar) throws Failure, InterruptedException {
    try (var context = Context.open();
        var lines = Push.open(context).bind(ventilator);
        var words = Pull.open(context).bind(sink)) {
      for (var i = 0; i < WORKERS; i++) {
        Thread.startVirtualThread(() -> work(context, lines.endpoint(), words.endpoint()));
      }
      if (!lines.awaitPeers(WORKERS, PATIENCE) || !words.awaitPeers(WORKERS, PATIENCE)) {
        throw new Failure("the workers did not come to " + lines.endpoint());
      }
      var begun = System.nanoTime();
      Thread.startVirtualThread(() -> ventilate(lines, corpus, times));
      var count = count(words, (long) corpus.lines().size() * times, bar);
      return new Result(count, System.nanoTime() - begun);
    }
  }

  private static void ventilate(Push lines, Corpus corpus, int times) {
    try {
      for (var i = 0; i < times; i++) {
        for (var line : corpus.lines()) {
          lines.send(line);
        }
      }
    } catch (SocketClosedException | InterruptedException e) {
      // the sink has given up
    }
  }

  private static void work(Context context, String ventilator, String sink) {
    try (var lines = Pull.open(context).connect(ventilator);
        var words = Push.open(context).connect(sink)) {
      for (var line : lines) {
        words.send(WordCount.words(line.text()));
      }
    } catch (SocketClosedException | InterruptedException e) {
      // the course is over
    }
  }

  private static WordCount count(Pull words, long lines, ProgressBar bar)
      throws Failure, InterruptedException {
    var count = new WordCount();
    for (long done = 0; done < lines; done++) {
      var message = words.receive(PATIENCE);
      if (message.isEmpty()) {
        throw new Failure("only " + done + " of " + lines + " lines came over " + words.endpoint());
      }
      count.add(message.get().text());
      bar.at(done + 1);
    }
    return count;
  }
}
