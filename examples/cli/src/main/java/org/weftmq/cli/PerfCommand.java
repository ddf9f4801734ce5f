package org.weftmq.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft perf}: the parent of the measurements. */
@Command(
    name = "perf",
    description =
        "Measures throughput and latency like libzmq's tools of the same names, which may be at"
            + " the other end.",
    footer = {
      "",
      "Latency is one way, half of the round trip.",
      "Two processes:",
      "  weft perf local_thr tcp://127.0.0.1:5555 16 1000000",
      "  weft perf remote_thr tcp://127.0.0.1:5555 16 1000000"
    })
final class PerfCommand {
  @Mixin private Help help;

  private PerfCommand() {}

  /** The command and its measurements. */
  static CommandLine commandLine(Console console) {
    var perf = new CommandLine(new PerfCommand());
    List.of(
            new InprocThr(console),
            new InprocLat(console),
            new LocalThr(console),
            new RemoteThr(console),
            new LocalLat(console),
            new RemoteLat(console))
        .forEach(perf::addSubcommand);
    return perf;
  }
}
