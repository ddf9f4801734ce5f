package org.weftmq.cli;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.SocketType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code weft perf inproc_thr}. */
@Command(
    name = "inproc_thr",
    description = "Measures PUSH to PULL between two threads of this process.")
final class InprocThr extends Measurement {
  @Parameters(index = "0", paramLabel = "SIZE", description = "Bytes of each message.")
  private int size;

  @Parameters(index = "1", paramLabel = "COUNT", description = "How many messages.")
  private long count;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      description = "Send N messages before, which do not count.")
  private long warmup;

  InprocThr(Console console) {
    super(console);
  }

  @Override
  List<String> measure(Context context) throws Exception {
    check(size, count);
    try (var pull = open(context, SocketType.PULL);
        var push = open(context, SocketType.PUSH)) {
      pull.bind("inproc://thr_test");
      push.connect("inproc://thr_test");
      var sending =
          threads()
              .start(
                  () -> {
                    send(push, size, warmup + count);
                    return true;
                  });
      receive(pull, size, warmup);
      var throughput = Throughput.receive(pull, size, count);
      Threads.join(sending);
      return throughput.lines();
    }
  }
}
