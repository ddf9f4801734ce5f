package org.weftmq.transport.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.weftmq.actor.Parker;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.Environment;

/**
 * The thread that writes on a connection.
 *
 * <p>When nothing more can be written, or need be, it gives the reader some time to come to its own
 * end: closing a channel that has unread bytes would throw away what the peer has not got yet.
 */
final class Writing {
  private static final Duration LEAST_GRACE = Duration.ofSeconds(1);
  private static final Duration MOST_GRACE = Duration.ofSeconds(30);

  // nobody's: immutable
  private final Environment environment;
  private final BlockingPipe pipe;
  private final Outbound outbound;
  private final HalfClose output;
  private final Duration grace;
  private final Consumer<String> end;
  private final Parker writer;
  private final Parker reader;

  // the writing thread sets
  private volatile boolean ended;

  private Writing(
      Environment environment,
      BlockingPipe pipe,
      Outbound outbound,
      HalfClose output,
      Duration linger,
      Consumer<String> end) {
    this.environment = environment;
    this.pipe = pipe;
    this.outbound = outbound;
    this.output = output;
    this.grace = within(linger, LEAST_GRACE, MOST_GRACE);
    this.end = end;
    this.writer = new Parker(environment);
    this.reader = new Parker(environment);
  }

  /**
   * Starts the thread.
   *
   * @param linger how long the peer may take, about, to receive what was written last
   * @param end ends the connection, for a reason
   */
  static Writing start(
      String name,
      Environment environment,
      BlockingPipe pipe,
      Outbound outbound,
      HalfClose output,
      Duration linger,
      Consumer<String> end) {
    var writing = new Writing(environment, pipe, outbound, output, linger, end);
    environment.start(name, writing::run);
    return writing;
  }

  /** Ends the thread at once; the wire is closed. Any thread. */
  void stop() {
    outbound.stop();
    writer.wake();
  }

  /**
   * The peer sends no more, but may still read: has all that is queued now written, and waits for
   * that about as long as the peer may take. The reading thread.
   */
  void finish() throws InterruptedException {
    outbound.finish();
    writer.wake(); // it need not wait for the reader
    var deadline = environment.nanoTime() + grace.toNanos();
    while (!ended && reader.await(deadline)) {}
  }

  private void run() {
    var reason = "the connection was closed";
    try {
      reason = write();
    } catch (InterruptedException e) {
      // nobody does that; the connection ends
    } catch (RuntimeException e) {
      reason = "internal error: " + e;
    } finally {
      end.accept(reason);
      pipe.release(); // the reader may be held up by a full queue
      ended = true;
      reader.wake();
    }
  }

  private String write() throws InterruptedException {
    try {
      outbound.run();
      if (!outbound.isUsed() || !pipe.isEnded()) {
        return StreamConnection.DONE;
      }
      output.shutOutput();
      awaitReader(grace);
      return StreamConnection.DONE;
    } catch (IOException e) {
      awaitReader(LEAST_GRACE);
      return Reason.of(e).getMessage();
    }
  }

  private void awaitReader(Duration atMost) throws InterruptedException {
    writer.await(environment.nanoTime() + atMost.toNanos());
  }

  private static Duration within(Duration time, Duration least, Duration most) {
    var atLeast = time.compareTo(least) < 0 ? least : time;
    return atLeast.compareTo(most) > 0 ? most : atLeast;
  }

  /** The reader has ended: waits until the thread has ended, too, which needs a closed wire. */
  void join() {
    stop();
    var interrupted = false;
    while (!ended) {
      try {
        reader.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
