package org.weftmq.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.Option;
import org.weftmq.Receiver;
import org.weftmq.Select;
import org.weftmq.TimedOutException;

/**
 * One run of a command: its socket, between standard input and standard output.
 *
 * <p>One thread at a time may read and send, and one may receive, print and flush.
 */
final class Conversation {
  private final Context context;
  private final Duplex socket;
  private final Console console;
  private final Format format;
  private final long count;
  private final Duration timeout;
  private final Lines input;
  private final Printer output;

  /**
   * A conversation.
   *
   * @param count how many messages are enough, 0 if there are never enough
   * @param timeout the longest wait for a peer
   */
  Conversation(
      Context context,
      Duplex socket,
      Console console,
      Format format,
      long count,
      Duration timeout) {
    this.context = context;
    this.socket = socket;
    this.console = console;
    this.format = format;
    this.count = count;
    this.timeout = timeout;
    this.input = new Lines(console.in());
    this.output = new Printer(console.out());
  }

  /** Whether so many messages are as many as were asked for. */
  boolean isEnough(long messages) {
    return count > 0 && messages >= count;
  }

  /** How many messages were asked for, or else {@code otherwise}. */
  long countOr(long otherwise) {
    return count > 0 ? count : otherwise;
  }

  /** The next line of input as a message; blocks until there is one. Empty at the end of input. */
  Optional<Message> read() throws Failure, IOException {
    var line = input.next();
    return line.isEmpty() ? Optional.empty() : Optional.of(format.read(line.get()));
  }

  /** Sends; blocks while no peer can take it. What has no route is noted and forgotten. */
  void send(Message message) throws InterruptedException {
    try {
      if (!socket.send(message, timeout)) {
        throw timedOut("no peer took a message");
      }
    } catch (NoRouteException e) {
      console.err().println("not sent: " + e.getMessage());
    }
  }

  /** Receives; blocks while nothing is there, and then lets what was printed be seen. */
  Message receive() throws IOException, InterruptedException {
    var here = tryReceive();
    if (here.isPresent()) {
      return here.get();
    }
    flush();
    return socket.receive(timeout).orElseThrow(this::nothingCame);
  }

  /** Like {@link #receive}, but empty once {@code over} receives something. */
  Optional<Message> receiveUnless(Receiver<Message> over) throws IOException, InterruptedException {
    var here = tryReceive();
    if (here.isPresent()) {
      return here;
    }
    flush();
    var patience = count > 0 ? timeout : Option.FOREVER;
    return Select.<Optional<Message>>first(
            socket.onReceive(Optional::of), over.onReceive(m -> Optional.empty()))
        .await(patience)
        .orElseThrow(this::nothingCame);
  }

  /** There may be something each time: an interrupt is to be seen all the same. */
  private Optional<Message> tryReceive() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return socket.tryReceive();
  }

  /** Puts a received message on standard output, where it is seen after the next flush. */
  void print(Message message) throws IOException {
    format.print(message, output);
  }

  /** Lets what was printed be seen. */
  void flush() throws IOException {
    output.flush();
  }

  /** Starts a thread joined by a PAIR; see {@link Context#fork}. */
  Duplex fork(String name, Context.ForkBody body) {
    return context.fork(name, body);
  }

  private TimedOutException nothingCame() {
    return timedOut("nothing came");
  }

  private TimedOutException timedOut(String what) {
    return new TimedOutException(what + " within " + TimeConverter.text(timeout));
  }
}
