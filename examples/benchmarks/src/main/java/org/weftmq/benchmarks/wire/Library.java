package org.weftmq.benchmarks.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.MissingRival;
import org.weftmq.benchmarks.rival.Libzmq;

/** What stands at both ends of a wire. */
enum Library {
  WEFT("Weft") {
    @Override
    List<String> command() {
      return Child.command(Child.WHOLE_HEAP, WeftPeer.class);
    }
  },

  WEFT_ON_ONE_CARRIER("Weft on one carrier") {
    @Override
    List<String> command() {
      var flags = new ArrayList<>(Child.WHOLE_HEAP);
      flags.add("-Djdk.virtualThreadScheduler.parallelism=1");
      return Child.command(flags, WeftPeer.class);
    }
  },

  LIBZMQ("libzmq") {
    @Override
    List<String> command() throws MissingRival {
      return List.of(Libzmq.program("libzmq_peer"));
    }
  },

  JEROMQ("JeroMQ") {
    @Override
    List<String> command() {
      return Child.command(Child.WHOLE_HEAP, JeromqPeer.class);
    }
  };

  private final String title;

  Library(String title) {
    this.title = title;
  }

  /** Those that are compared over a transport of that scheme. */
  static List<Library> over(String transport) {
    return switch (transport) {
      case "inproc" -> List.of(WEFT, LIBZMQ, JEROMQ);
      case "ipc" -> List.of(WEFT, WEFT_ON_ONE_CARRIER, LIBZMQ);
      default -> List.of(values());
    };
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The command of a peer, whose arguments follow. */
  abstract List<String> command() throws MissingRival;

  /** Starts a process with such ends. */
  Child start(String endpoint, String ends, List<Part> parts) throws IOException, MissingRival {
    var command = new ArrayList<>(command());
    command.add(endpoint);
    command.add(ends);
    parts.forEach(part -> command.add(part.toString()));
    return Child.start(command);
  }

  /** Measures between ends in one process, the first of which binds. */
  double[] measure(String endpoint, String ends, List<Part> parts)
      throws IOException, InterruptedException, MissingRival {
    try (var all = start(endpoint, ends, parts)) {
      all.line(); // the endpoint
      return all.numbers();
    }
  }
}
