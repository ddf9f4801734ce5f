package org.weftmq.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.weftmq.Context;
import org.weftmq.Option;
import org.weftmq.Proxy;
import org.weftmq.ProxyStats;
import org.weftmq.Sender;
import org.weftmq.Socket;
import org.weftmq.WrongStateException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code weft proxy}. */
@Command(
    name = "proxy",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    description = "Joins two sockets: what the one receives, the other sends, and the other way.",
    footer = {
      "A socket is TYPE:ENDPOINT, which is bound, or TYPE:connect:ENDPOINT; it may have several "
          + "endpoints, with a comma between two. A queue of requests, a forwarder of "
          + "publications that captures them, and an echo:",
      "",
      "  weft proxy router:tcp://*:5555 dealer:tcp://*:5556",
      "  weft proxy xsub:tcp://*:5557 xpub:tcp://*:5558 --capture push:tcp://*:5559",
      "  weft proxy rep:tcp://127.0.0.1:5559",
      "",
      "It ends on Ctrl-C, and then tells what it moved on standard output."
    })
final class ProxyCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5); // longer than sockets linger

  private final Console console;

  @Mixin private Help help;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FRONT",
      converter = ProxySide.Converter.class,
      description = "One socket.")
  private ProxySide front;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BACK",
      converter = ProxySide.Converter.class,
      description = "The other; without it, the one sends back what it receives.")
  private Optional<ProxySide> back = Optional.empty();

  @CommandLine.Option(
      names = "--capture",
      paramLabel = "SOCKET",
      converter = ProxySide.Converter.class,
      description = "Send a copy of each message here.")
  private Optional<ProxySide> capture = Optional.empty();

  @CommandLine.Option(
      names = "-o",
      paramLabel = "NAME=VALUE",
      converter = OptionSetting.Converter.class,
      description =
          "Set an option of all its sockets, such as -o send-high-water-mark=10. Repeatable.")
  private List<OptionSetting> settings = List.of();

  ProxyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    return CtrlC.interrupts(this::run, PATIENCE);
  }

  private int run() {
    try (var context = Context.open()) {
      var one = open(context, front);
      var other = back.isPresent() ? open(context, back.get()) : one;
      try (var proxy = start(context, one, other)) {
        awaitEnd(proxy);
        report(one, other, proxy.stats());
      }
    }
    return ExitCode.OK;
  }

  private Sender open(Context context, ProxySide side) {
    return side.open(context, console, settings);
  }

  private Proxy start(Context context, Socket one, Socket other) {
    try {
      if (capture.isEmpty()) {
        return Proxy.start(one, other);
      }
      if (!capture.get().type().sends()) {
        throw new WrongStateException(
            "a " + capture.get().type() + " cannot capture: it only receives");
      }
      return Proxy.start(one, other, open(context, capture.get()));
    } catch (WrongStateException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private static void awaitEnd(Proxy proxy) {
    try {
      proxy.awaitEnd(Option.FOREVER);
    } catch (InterruptedException e) {
      proxy.close(); // Ctrl-C is how it is meant to end
    }
  }

  private void report(Socket one, Socket other, ProxyStats stats) {
    var out = spec.commandLine().getOut();
    report(out, one, other, stats.toBack());
    if (one != other) {
      report(out, other, one, stats.toFront());
    }
    out.flush();
  }

  private static void report(PrintWriter out, Socket from, Socket to, ProxyStats.Traffic traffic) {
    if (from.type().receives() && to.type().sends()) {
      out.printf(
          Locale.ROOT,
          "%s to %s: %,d messages, %,d bytes, %,d undeliverable%n",
          from.type(),
          to.type(),
          traffic.messages(),
          traffic.bytes(),
          traffic.undeliverable());
    }
  }
}
