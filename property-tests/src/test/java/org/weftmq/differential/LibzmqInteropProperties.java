package org.weftmq.differential;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import org.weftmq.interop.Binding;
import org.weftmq.interop.PeerProcess;

/**
 * Random scripts of socket operations, with libzmq and with Weft; see {@link
 * DifferentialProperties}.
 */
@AddLifecycleHook(NeedsLibzmq.class)
class LibzmqInteropProperties {
  /** What crashes libzmq more often in a row is no accident of its threads. */
  private static final int MOST_CRASHES = 4;

  private static final Queue<PeerProcess> STARTED = new ConcurrentLinkedQueue<>();
  private static final Queue<PeerProcess> IDLE = new ConcurrentLinkedQueue<>();

  /**
   * A process that is in no script: one for all, but for those whose script was cut off because
   * time was up for shrinking.
   */
  private static PeerProcess process() {
    var idle = IDLE.poll();
    if (idle != null && idle.isAlive()) {
      return idle;
    }
    var process =
        PeerProcess.start(
            "libzmq", Binding.PYZMQ, LibzmqInteropProperties.class.getResource("world.py"));
    STARTED.add(process);
    return process;
  }

  @AfterContainer
  static void endProcesses() {
    IDLE.clear();
    STARTED.forEach(PeerProcess::close);
    STARTED.clear();
  }

  /**
   * Catches: a socket that blocks, refuses, delivers or keeps order where libzmq does not, or the
   * other way round.
   */
  @Property(edgeCases = EdgeCasesMode.NONE, tries = 100)
  void sameAsLibzmq(@ForAll("scripts") Script script) {
    compare(script);
  }

  @Provide
  Arbitrary<Script> scripts() {
    return Arbitraries.of(Family.values())
        .flatMap(family -> Scripts.of(family, !family.isToldOfTopics()));
  }

  /**
   * Catches: a socket that gives a message to another of several receivers than libzmq does, or
   * finds room where it finds none; one that loses or keeps what is under way when it disconnects.
   */
  @Property(edgeCases = EdgeCasesMode.NONE, tries = 100)
  void sameAsLibzmqWhereReceiversAreFullAndLeft(@ForAll("hurriedScripts") Script script) {
    var comparison = compare(script);

    collect("several receivers were full", comparison.foundSeveralFull());
    collect("disconnected with messages under way", comparison.disconnectedUnderWay());
  }

  @Provide
  Arbitrary<Script> hurriedScripts() {
    return Arbitraries.of(Family.values()).filter(Family::distributes).flatMap(Scripts::hurried);
  }

  /**
   * On a busy machine, libzmq 4.3.4 dies now and then of a segmentation fault when sockets
   * disconnect and close; perhaps of the freed pipe that zeromq/libzmq, issue 3245, is about. Such
   * a run has no answer, so the script is run again by another process.
   */
  private static Comparison compare(Script script) {
    for (var crashes = 0; ; crashes++) {
      try {
        return Comparison.check(
            script,
            () -> new LibzmqWorld(process(), IDLE::add, 2, 200),
            () -> new LibzmqWorld(process(), IDLE::add, 5, 1_000));
      } catch (PeerProcess.Crashed e) {
        if (crashes == MOST_CRASHES) {
          throw e;
        }
      }
    }
  }

  /** Fails the property if no run came to that place. */
  private static void collect(String place, boolean reached) {
    Statistics.label(place).collect(reached).coverage(c -> c.check(true).count(n -> n > 0));
  }
}
