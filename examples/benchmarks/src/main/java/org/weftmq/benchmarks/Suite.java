package org.weftmq.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import org.weftmq.benchmarks.calls.Calls;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.crowd.ConnectStorm;
import org.weftmq.benchmarks.crowd.FanOut;
import org.weftmq.benchmarks.crowd.Footprint;
import org.weftmq.benchmarks.crowd.Idle;
import org.weftmq.benchmarks.crowd.ManySockets;
import org.weftmq.benchmarks.crowd.ManyTopics;
import org.weftmq.benchmarks.crowd.Proxied;
import org.weftmq.benchmarks.link.Allocation;
import org.weftmq.benchmarks.link.InProcess;
import org.weftmq.benchmarks.link.Objects;
import org.weftmq.benchmarks.link.Selecting;
import org.weftmq.benchmarks.report.Section;
import org.weftmq.benchmarks.wire.Gatherings;
import org.weftmq.benchmarks.wire.Wires;

/** All that is measured. A new case is a contest of one of these lists. */
final class Suite {
  private Suite() {}

  /** The contests of a run, as they stand on the page. */
  static List<Section> sections() {
    return List.of(
        new Section("One to one, over each transport", Wires.contests()),
        new Section("Between threads", join(InProcess.contests(), Objects.contest())),
        new Section(
            "Topologies",
            join(join(Gatherings.contests(), Proxied.contest()), Selecting.contests())),
        new Section("Publishing", join(FanOut.contests(), ManyTopics.contest())),
        new Section(
            "Many of them, and what they take",
            List.of(
                ConnectStorm.contest(),
                ManySockets.contest(),
                Footprint.contest(),
                Idle.contest(),
                Allocation.contest())),
        new Section("Calls, and the machine", List.of(Calls.contest(), Calibration.contest())));
  }

  /** Those that tell within some minutes whether something became slower. */
  static List<String> guarded() {
    return List.of("one-to-one", "ping-pong", "tcp-push-pull", "tcp-req-rep", "inproc-pair");
  }

  private static List<Contest> join(List<Contest> some, Contest another) {
    return join(some, List.of(another));
  }

  private static List<Contest> join(List<Contest> some, List<Contest> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** Contests that measure parts of those, for who works on such a part. */
  static List<Contest> extras() {
    return Wires.contestsOfOneSize();
  }
}
