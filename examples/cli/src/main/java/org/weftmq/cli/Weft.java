package org.weftmq.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code weft} command: ZeroMQ sockets in a shell, measurements, and a tour. */
@Command(
    name = "weft",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "ZeroMQ sockets in a shell, measurements, and a tour of Weft.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Try:",
      "  weft tour",
      "  weft pull --bind tcp://127.0.0.1:5555    and, in another shell,",
      "  echo hello | weft push --connect tcp://127.0.0.1:5555",
      "",
      "Exit status: 0, 1 after a time-out, 2 when used wrongly, 3 after another failure."
    })
public final class Weft {
  private Weft() {}

  /** Runs one command, then ends the process with its status. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** Runs one command; gives its exit status. */
  static int run(Console console, String... args) {
    var weft = new CommandLine(new Weft());
    for (var type : SocketCommand.all(console)) {
      weft.addSubcommand(type);
    }
    return weft.addSubcommand(new ProxyCommand(console))
        .addSubcommand(PerfCommand.commandLine(console))
        .addSubcommand(new TourCommand(console))
        .setOut(new PrintWriter(console.out(), true))
        .setErr(console.err())
        .setParameterExceptionHandler(Weft::refuse)
        .setExecutionExceptionHandler((thrown, command, parsed) -> complain(thrown, command))
        .execute(args);
  }

  private static int refuse(ParameterException thrown, String[] args) {
    var command = thrown.getCommandLine();
    var name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + thrown.getMessage());
    command.getErr().println("Try '" + name + " --help'.");
    return ExitCode.USAGE;
  }

  private static int complain(Exception thrown, CommandLine command) {
    var name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + ExitCode.text(thrown));
    return ExitCode.of(thrown);
  }
}
