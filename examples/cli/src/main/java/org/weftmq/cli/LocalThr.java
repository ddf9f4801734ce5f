package org.weftmq.cli;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code weft perf local_thr}. */
@Command(
    name = "local_thr",
    description = "Binds a PULL and measures the throughput of a PUSH, such as remote_thr's.")
final class LocalThr extends Measurement {
  @Parameters(index = "0", paramLabel = "ENDPOINT", description = "Where to bind.")
  private String endpoint;

  @Parameters(index = "1", paramLabel = "SIZE", description = "Bytes of each message.")
  private int size;

  @Parameters(index = "2", paramLabel = "COUNT", description = "How many messages.")
  private long count;

  LocalThr(Console console) {
    super(console);
  }

  @Override
  List<String> measure(Context context) throws Exception {
    check(size, count);
    try (var socket = open(context, SocketType.PULL)) {
      socket.bind(endpoint);
      return Throughput.receive(socket, size, count).lines();
    }
  }
}
