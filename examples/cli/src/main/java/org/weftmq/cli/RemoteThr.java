package org.weftmq.cli;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code weft perf remote_thr}. */
@Command(
    name = "remote_thr",
    description = "Connects a PUSH and sends to a PULL, such as local_thr's.")
final class RemoteThr extends Measurement {
  @Parameters(index = "0", paramLabel = "ENDPOINT", description = "Where to connect.")
  private String endpoint;

  @Parameters(index = "1", paramLabel = "SIZE", description = "Bytes of each message.")
  private int size;

  @Parameters(index = "2", paramLabel = "COUNT", description = "How many messages.")
  private long count;

  RemoteThr(Console console) {
    super(console);
  }

  @Override
  List<String> measure(Context context) throws Exception {
    check(size, count);
    try (var socket = open(context, SocketType.PUSH)) {
      socket.connect(endpoint);
      send(socket, size, count);
      return List.of();
    }
  }
}
