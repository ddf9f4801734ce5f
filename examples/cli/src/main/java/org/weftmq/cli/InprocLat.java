package org.weftmq.cli;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code weft perf inproc_lat}. */
@Command(
    name = "inproc_lat",
    description = "Measures REQ and REP between two threads of this process.")
final class InprocLat extends Measurement {
  @Parameters(index = "0", paramLabel = "SIZE", description = "Bytes of each message.")
  private int size;

  @Parameters(index = "1", paramLabel = "ROUNDTRIPS", description = "How many round trips.")
  private long count;

  @Option(names = "--pair", description = "Use two PAIR sockets instead.")
  private boolean pair;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Make N round trips before, which do not count.")
  private long warmup;

  InprocLat(Console console) {
    super(console);
  }

  @Override
  List<String> measure(Context context) throws Exception {
    check(size, count);
    try (var asking = open(context, pair ? SocketType.PAIR : SocketType.REQ);
        var answering = open(context, pair ? SocketType.PAIR : SocketType.REP)) {
      asking.bind("inproc://lat_test");
      answering.connect("inproc://lat_test");
      var echo =
          threads()
              .start(
                  () -> {
                    Latency.echo(answering, size, warmup + count);
                    return true;
                  });
      if (warmup > 0) {
        Latency.measure(asking, size, warmup);
      }
      var latency = Latency.measure(asking, size, count);
      Threads.join(echo);
      return latency.lines();
    }
  }
}
