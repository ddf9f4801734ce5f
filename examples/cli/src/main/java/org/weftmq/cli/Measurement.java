package org.weftmq.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.Receiver;
import org.weftmq.Sender;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that measures sockets and prints the result in libzmq's lines. */
@Command(sortOptions = false)
abstract class Measurement implements Callable<Integer> {
  private final Console console;

  @Mixin private Threads threads;
  @Mixin private Help help;
  @Spec private CommandSpec spec;

  Measurement(Console console) {
    this.console = console;
  }

  /** Measures, on a thread of the chosen kind; gives the lines to print. */
  abstract List<String> measure(Context context) throws Exception;

  /** The threads that were chosen. */
  Threads threads() {
    return threads;
  }

  @Override
  public final Integer call() throws Exception {
    try (var context = Context.open()) {
      for (var line : Threads.join(threads.start(() -> measure(context)))) {
        spec.commandLine().getOut().println(line);
      }
    }
    return ExitCode.OK;
  }

  /** Refuses numbers that cannot be measured with. */
  void check(int size, long count) {
    if (size < 0 || count < 1) {
      throw new ParameterException(
          spec.commandLine(), "the size is at least 0 and the count at least 1");
    }
  }

  /** Opens a socket that is closed only once everything is written. */
  static Duplex open(Context context, SocketType type) {
    var socket = Sockets.open(context, type);
    socket.set(SocketOptions.LINGER, Option.FOREVER);
    return socket;
  }

  /** Sends so many messages. */
  static void send(Sender socket, int size, long count) throws InterruptedException {
    for (long i = 0; i < count; i++) {
      socket.send(Message.wrap(new byte[size]));
    }
  }

  /** Receives so many messages of that size. */
  static void receive(Receiver<Message> socket, int size, long count) throws Exception {
    for (long i = 0; i < count; i++) {
      check(socket.receive(), size);
    }
  }

  /** Refuses a message of another size. */
  static void check(Message message, int size) throws Failure {
    if (message.byteSize() != size) {
      throw new Failure("message of incorrect size received: " + message.byteSize() + " bytes");
    }
  }
}
