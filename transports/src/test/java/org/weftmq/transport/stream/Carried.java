package org.weftmq.transport.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection that is carried on a thread of its own. */
final class Carried implements AutoCloseable {
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final StreamConnection connection;

  Carried(TestSocket socket, MemoryWire wire) {
    connection = new StreamConnection(wire, wire);
    Thread.startVirtualThread(
        () -> {
          try {
            connection.carry(socket);
            end.complete(null);
          } catch (Throwable e) {
            end.completeExceptionally(e);
          }
        });
  }

  /** How it ended: the text of what was thrown, or nothing; waits for that. */
  String reason() throws InterruptedException, TimeoutException {
    try {
      end.get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
      return "";
    } catch (ExecutionException e) {
      return e.getCause().getMessage();
    }
  }

  boolean isOver() {
    return end.isDone();
  }

  @Override
  public void close() {
    connection.close();
  }
}
