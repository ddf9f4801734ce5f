package org.weftmq.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.pattern.Sockets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that joins one socket with standard input and standard output. */
@Command(
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n")
abstract class SocketCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMillis(300); // to print what was received

  private final Console console;
  private final SocketType type;

  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Option(
      names = "--bind",
      paramLabel = "ENDPOINT",
      description =
          "Bind such as tcp://127.0.0.1:5555, tcp://127.0.0.1:* or ipc:///tmp/x; what a * became"
              + " is told on standard error. Repeatable.")
  private List<String> bind = List.of();

  @Option(
      names = "--connect",
      paramLabel = "ENDPOINT",
      description = "Connect; the other side need not be there yet. Repeatable.")
  private List<String> connect = List.of();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after N messages; what counts is told below.")
  private long count;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "End with status 1 when a peer keeps the command waiting for longer: milliseconds, or"
              + " such as 1.5s. Without it the command waits for ever.")
  private Duration timeout = org.weftmq.Option.FOREVER;

  @Option(
      names = "--delimiter",
      paramLabel = "D",
      description =
          "Split each line at D into the frames of a message, and print D between received frames."
              + " Without it a line is one frame, and "
              + LineFormat.JOINT
              + " is printed.")
  private String delimiter = "";

  @Option(
      names = "--hex",
      description = "Frames are hexadecimal digits, read and printed: safe for any bytes.")
  private boolean hex;

  @Option(
      names = "-o",
      paramLabel = "NAME=VALUE",
      converter = OptionSetting.Converter.class,
      description = "Set an option of the socket, such as -o send-high-water-mark=10. Repeatable.")
  private List<OptionSetting> settings = List.of();

  /** A command for sockets of {@code type}. */
  SocketCommand(Console console, SocketType type) {
    this.console = console;
    this.type = type;
  }

  /** The commands of all types. */
  static List<SocketCommand> all(Console console) {
    return List.of(
        new ReqCommand(console),
        new RepCommand(console),
        new DealerCommand(console),
        new RouterCommand(console),
        new PushCommand(console),
        new PullCommand(console),
        new PairCommand(console),
        new PubCommand(console),
        new SubCommand(console),
        new XPubCommand(console),
        new XSubCommand(console),
        new ClientCommand(console),
        new ServerCommand(console),
        new PeerCommand(console),
        new RadioCommand(console),
        new DishCommand(console),
        new ScatterCommand(console),
        new GatherCommand(console),
        new ChannelCommand(console),
        new StreamCommand(console),
        new DgramCommand(console));
  }

  /** What it does with its socket. */
  abstract Manner manner();

  /** How long it waits for a peer. */
  final Duration timeout() {
    return timeout;
  }

  /** Opens its socket, and sets it up; may block until peers are there. */
  Duplex open(Context context, Wiring wiring) throws InterruptedException {
    return wiring.wire(Sockets.open(context, type));
  }

  /** What the first frame of each message is. */
  Label label() {
    return Label.NONE;
  }

  /** How messages look as lines, with this between frames that are written. */
  Format format(String delimiter, String joint, boolean hex) {
    return new LineFormat(delimiter, joint, hex, label(), label());
  }

  @Override
  public final Integer call() throws Exception {
    if (bind.isEmpty() && connect.isEmpty()) {
      throw wrong("say where to: --bind ENDPOINT or --connect ENDPOINT");
    }
    if (count < 0) {
      throw wrong("--count is at least 1");
    }
    return CtrlC.interrupts(this::run, PATIENCE);
  }

  private int run() throws Exception {
    try (var context = Context.open()) {
      var socket = open(context, new Wiring(console, bind, connect, timeout, settings));
      try {
        converse(new Conversation(context, socket, console, format(), count, timeout));
        finish(socket);
      } finally {
        socket.close(Duration.ZERO);
      }
    }
    return ExitCode.OK;
  }

  private void converse(Conversation conversation) throws Exception {
    try {
      manner().run(conversation);
    } finally {
      conversation.flush();
    }
  }

  /** Closes the socket once everything is written. */
  private static void finish(Duplex socket) {
    var linger = socket.get(SocketOptions.LINGER);
    var report = socket.close(linger);
    if (!report.isComplete()) {
      throw new TimedOutException(
          report.notWritten() + " messages were not written within " + TimeConverter.text(linger));
    }
  }

  private Format format() {
    return format(delimiter, delimiter.isEmpty() ? LineFormat.JOINT : delimiter, hex);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
