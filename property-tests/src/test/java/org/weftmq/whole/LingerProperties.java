package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.CloseReport;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Eventually;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/** How long a close may take, and what becomes of what is queued. */
@AddLifecycleHook(RecordedTries.class)
class LingerProperties {
  private static final Duration ENOUGH = Duration.ofSeconds(30);

  /** What the peer does. */
  enum PeerIs {
    NOT_THERE,
    READING,
    NOT_READING
  }

  /**
   * Catches: a close that hangs beyond its linger, or gives up before; messages that are dropped
   * though their peer reads and there is time; drops that nobody counts, or that the report and the
   * ledger count differently.
   */
  @Property(tries = 30)
  void closeTakesItsLingerAndNoLonger(
      @ForAll("transports") String endpoint,
      @ForAll PeerIs peer,
      @ForAll @IntRange(max = 40) int queued,
      @ForAll("lingers") Duration wanted,
      Recording recording)
      throws Exception {
    var linger = peer == PeerIs.READING ? ENOUGH : wanted;
    var received = new CopyOnWriteArrayList<Integer>();
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var push = Push.open(context);
      if (peer == PeerIs.NOT_THERE) {
        push.connect(endpoint.startsWith("tcp") ? "tcp://127.0.0.1:1" : endpoint);
      } else {
        var pull = Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1).bind(endpoint);
        push.connect(pull.endpoint());
        if (peer == PeerIs.READING) {
          crew.start(() -> pull.forEach(m -> received.add(Numbered.of(m).number())));
        }
      }
      var expected = new ArrayList<Integer>();
      for (var i = 0; i < queued; i++) {
        push.send(message(i));
        expected.add(i);
      }
      recording.does("push", "send " + queued);

      var begun = System.nanoTime();
      var report = push.close(linger);
      var taken = Duration.ofNanos(System.nanoTime() - begun);
      recording.does("push", "close(" + linger + ") took " + taken + ": " + report);
      recording.ledger("push", push.stats());

      checkLedger(push, report, queued);
      assertThat(taken).isLessThan(linger.plusSeconds(2));
      if (peer == PeerIs.READING) {
        assertThat(report.isComplete()).isTrue();
        Eventually.within(ENOUGH).that("all arrive", () -> received.size() >= queued);
        assertThat(received).isEqualTo(expected);
      }
      if (peer == PeerIs.NOT_THERE) {
        assertThat(report.notWritten()).isEqualTo(queued);
        assertThat(taken).isGreaterThanOrEqualTo(queued == 0 ? Duration.ZERO : linger);
      }
    }
  }

  private static void checkLedger(Push push, CloseReport report, int queued) {
    var stats = push.stats();
    assertThat(stats.offered()).isEqualTo(queued);
    assertThat(stats.queued()).isZero();
    assertThat(stats.isBalanced()).as("%s", stats).isTrue();
    assertThat(report.notWritten())
        .isEqualTo(stats.dropped().getOrDefault(DropReason.LINGER_EXPIRED, 0L));
    assertThat(report.perEndpoint().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(report.notWritten());
  }

  private static Message message(int number) {
    return new Numbered(0, number).message();
  }

  @Provide
  Arbitrary<String> transports() {
    return Arbitraries.of("tcp://127.0.0.1:*", "memory://linger");
  }

  @Provide
  Arbitrary<Duration> lingers() {
    return Arbitraries.of(0, 1, 20, 60).map(Duration::ofMillis);
  }
}
