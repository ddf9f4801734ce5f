package org.weftmq.cli;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code weft perf local_lat}. */
@Command(name = "local_lat", description = "Binds a REP and answers a REQ, such as remote_lat's.")
final class LocalLat extends Measurement {
  @Parameters(index = "0", paramLabel = "ENDPOINT", description = "Where to bind.")
  private String endpoint;

  @Parameters(index = "1", paramLabel = "SIZE", description = "Bytes of each message.")
  private int size;

  @Parameters(index = "2", paramLabel = "ROUNDTRIPS", description = "How many round trips.")
  private long count;

  LocalLat(Console console) {
    super(console);
  }

  @Override
  List<String> measure(Context context) throws Exception {
    check(size, count);
    try (var socket = open(context, SocketType.REP)) {
      socket.bind(endpoint);
      Latency.echo(socket, size, count);
      return List.of();
    }
  }
}
