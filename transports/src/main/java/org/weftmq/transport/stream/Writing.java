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
  /** How long the reader may go on. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  // nobody's: immutable
  private final Environment environment;
  private final BlockingPipe pipe;
  private final Outbound outbound;
  private final HalfClose output;
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
      Consumer<String> end) {
    this.environment = environment;
    this.pipe = pipe;
    this.outbound = outbound;
    this.output = output;
    this.end = end;
    this.writer = new Parker(environment);
    this.reader = new Parker(environment);
  }

  /** Starts the thread; {@code end} ends the connection, for a reason. */
  static Writing start(
      String name,
      Environment environment,
      BlockingPipe pipe,
      Outbound outbound,
      HalfClose output,
      Consumer<String> end) {
    var writing = new Writing(environment, pipe, outbound, output, end);
    environment.start(name, writing::run);
    return writing;
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
      awaitReader();
      return StreamConnection.DONE;
    } catch (IOException e) {
      awaitReader();
      return Reason.of(e).getMessage();
    }
  }

  private void awaitReader() throws InterruptedException {
    writer.await(environment.nanoTime() + GRACE.toNanos());
  }

  /** The reader has ended: waits until the thread has ended, too, which needs a closed wire. */
  void join() {
    writer.wake();
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
