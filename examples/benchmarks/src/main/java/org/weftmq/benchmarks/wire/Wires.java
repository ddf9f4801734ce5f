package org.weftmq.benchmarks.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.weftmq.benchmarks.Contest;

/**
 * Measurements between two processes, new ones each time: PUSH to PULL, and REQ to REP; high-water
 * marks are 1000.
 */
public final class Wires {
  private static final int DEADLINE_SECONDS = 120;

  private Wires() {}

  /** Compares how many messages of that size get from PUSH to PULL in a second. */
  public static void throughput(String transport, int size, int count, int rounds)
      throws Exception {
    compare("PUSH to PULL, ", "msg/s", transport, size, count, rounds, List.of("PULL", "PUSH"), 0);
  }

  /** Compares how long one way between REQ and REP takes: the median. */
  public static void latency(String transport, int size, int count, int rounds) throws Exception {
    compare(
        "REQ and REP, one way, ", "us", transport, size, count, rounds, List.of("REP", "REQ"), 0);
  }

  /** Compares how long one way between REQ and REP takes: the 99th percentile. */
  public static void latency99(String transport, int size, int count, int rounds) throws Exception {
    compare(
        "REQ and REP, 99th percentile of one way, ",
        "us",
        transport,
        size,
        count,
        rounds,
        List.of("REP", "REQ"),
        1);
  }

  private static void compare(
      String what,
      String unit,
      String transport,
      int size,
      int count,
      int rounds,
      List<String> roles,
      int line)
      throws Exception {
    var title = transport + " " + what + size + " bytes, two processes";
    var contest = new Contest(title, unit);
    for (var library : Library.values()) {
      var command = library.command();
      if (library == Library.JEROMQ && transport.equals("ipc")) {
        System.out.println("JeroMQ is not measured: its ipc is tcp on the loopback interface");
      } else if (command.isPresent()) {
        contest.add(
            library.title(), () -> measure(command.get(), roles, transport, size, count).get(line));
      } else {
        System.out.println(library.title() + " is not measured: it takes cc and libzmq3-dev");
      }
    }
    contest.runWithoutWarmUp(rounds);
  }

  /** Starts one that binds, and one that connects to it; gives the numbers that they print. */
  private static List<Double> measure(
      List<String> command, List<String> roles, String transport, int size, int count)
      throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("weft-bench");
    var any = transport.equals("tcp") ? "tcp://127.0.0.1:*" : "ipc://" + folder + "/socket";
    var bound = start(command, roles.get(0), any, size, count);
    var numbers = new ArrayList<Double>();
    try (var output = bound.inputReader()) {
      var connected = start(command, roles.get(1), output.readLine(), size, count);
      try (var other = connected.inputReader()) {
        read(output, numbers);
        connected.getOutputStream().close(); // now it may go
        read(other, numbers);
      }
      end(connected);
      end(bound);
    } finally {
      bound.destroy();
      Files.deleteIfExists(folder.resolve("socket"));
      Files.delete(folder);
    }
    return numbers;
  }

  private static Process start(
      List<String> command, String role, String endpoint, int size, int count) throws IOException {
    var all = new ArrayList<>(command);
    all.addAll(List.of(role, endpoint, "" + size, "" + count, "" + count));
    var process = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    CompletableFuture.delayedExecutor(DEADLINE_SECONDS, TimeUnit.SECONDS).execute(process::destroy);
    return process;
  }

  private static void read(BufferedReader output, List<Double> numbers) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      numbers.add(Double.parseDouble(line));
    }
  }

  private static void end(Process process) throws InterruptedException {
    if (process.waitFor() != 0) {
      throw new IllegalStateException("a peer ended with status " + process.exitValue());
    }
  }
}
