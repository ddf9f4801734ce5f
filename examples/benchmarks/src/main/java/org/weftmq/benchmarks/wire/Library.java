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

    @Override
    boolean has(String transport) {
      return !transport.equals("ipc"); // its ipc is tcp on the loopback interface
    }
  };

  private final String title;

  Library(String title) {
    this.title = title;
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

  /** Whether it can be measured over a transport of that scheme. */
  boolean has(String transport) {
    return true;
  }
}
