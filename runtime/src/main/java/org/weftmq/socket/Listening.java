package org.weftmq.socket;

import java.io.IOException;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.actor.Parker;
import org.weftmq.spi.ChannelTransport;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Listener;

/**
 * The binding of one endpoint, on a thread of the library's own: an interrupt of the caller must
 * not close a channel that is being opened.
 */
final class Listening {
  // the library's thread writes before it wakes the caller, who reads after
  private Listener listener;
  private Throwable failure;
  // either, under compare-and-set semantics of a single flag: see settle()
  private final java.util.concurrent.atomic.AtomicBoolean settled =
      new java.util.concurrent.atomic.AtomicBoolean();
  private final Parker caller;

  private Listening(Environment environment) {
    caller = new Parker(environment);
  }

  /** Binds {@code at} and gives the listener. */
  static Listener at(
      ChannelTransport transport, Endpoint at, Options options, Environment environment)
      throws IOException, InterruptedException {
    var listening = new Listening(environment);
    var worker =
        environment.start(
            "weft-bind " + at, () -> listening.open(transport, at, options, environment));
    try {
      listening.caller.await();
    } catch (InterruptedException e) {
      if (listening.settled.compareAndSet(false, true)) {
        worker.interrupt();
      } else if (listening.failure == null) {
        close(listening.listener);
      }
      throw e;
    }
    return listening.listener();
  }

  private void open(
      ChannelTransport transport, Endpoint at, Options options, Environment environment) {
    try {
      listener = transport.listen(at, options, environment);
    } catch (Throwable e) { // whatever it was, the caller is the one to be told
      failure = e;
    }
    if (settled.compareAndSet(false, true)) {
      caller.wake();
    } else if (listener != null) {
      close(listener); // the caller has gone
    }
  }

  private static void close(Listener unwanted) {
    try {
      unwanted.close();
    } catch (IOException e) {
      System.getLogger(Listening.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a listener nobody waits for", e);
    }
  }

  private Listener listener() throws IOException {
    switch (failure) {
      case null -> {
        return listener;
      }
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IOException(failure);
    }
  }
}
