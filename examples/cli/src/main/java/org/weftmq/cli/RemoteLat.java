package org.weftmq.cli;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code weft perf remote_lat}. */
@Command(
    name = "remote_lat",
    description = "Connects a REQ and measures the latency to a REP, such as local_lat's.")
final class RemoteLat extends Measurement {
  @Parameters(index = "0", paramLabel = "ENDPOINT", description = "Where to connect.")
  private String endpoint;

  @Parameters(index = "1", paramLabel = "SIZE", description = "Bytes of each message.")
  private int size;

  @Parameters(index = "2", paramLabel = "ROUNDTRIPS", description = "How many round trips.")
  private long count;

  RemoteLat(Console console) {
    super(console);
  }

  @Override
  List<String> measure(Context context) throws Exception {
    check(size, count);
    try (var socket = open(context, SocketType.REQ)) {
      socket.connect(endpoint);
      return Latency.measure(socket, size, count).lines();
    }
  }
}
