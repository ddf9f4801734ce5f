package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Select;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.test.Eventually;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/** What happens does not depend on where the clock began (System.nanoTime may begin anywhere). */
@AddLifecycleHook(RecordedTries.class)
class TimeShiftProperties {
  private static final Duration TIME = Duration.ofSeconds(10);

  /** Catches: moments compared by size: {@code now > deadline} where the clock overflows. */
  @Property(tries = 100)
  void callsRunOutOfTimeAlikeWhereverTheClockBegins(
      @ForAll("origins") long origin,
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 59) Integer> script,
      Recording recording)
      throws Exception {
    assertThat(calls(origin, script, recording)).isEqualTo(calls(0, script, new Recording()));
  }

  /** Catches: pauses, or a linger, that are over at once or never where the clock overflows. */
  @Property(tries = 20)
  void connectorsPauseAndClosesLingerAlikeWhereverTheClockBegins(
      @ForAll("origins") long origin, @ForAll long seed, Recording recording) throws Exception {
    assertThat(pauses(origin, seed, recording)).isEqualTo(pauses(0, seed, new Recording()));
  }

  /** Near the overflow within the times of a run, and anywhere else. */
  @Provide
  Arbitrary<Long> origins() {
    var before = Arbitraries.longs().between(0, Duration.ofSeconds(2).toNanos());
    return Arbitraries.oneOf(
        before.map(nanos -> Long.MAX_VALUE - nanos),
        before.map(nanos -> -nanos),
        Arbitraries.longs());
  }

  /** Calls that run out of time one after another. */
  private static String calls(long origin, List<Integer> script, Recording recording)
      throws Exception {
    var world = new TimeLapse(origin, 0);
    var trace = new StringBuilder();
    try (var context = Context.open(world)) {
      var pull = Pull.open(context);
      var lonely = Push.open(context);
      var req = Req.open(context);
      for (var step : script) {
        var time = Duration.ofMillis(1 + 50L * (step / 6));
        var result =
            switch (step % 6) {
              case 0 -> "receive " + pull.receive(time);
              case 1 -> "send " + lonely.send(Message.of("m"), time);
              case 2 -> "await " + pull.awaitPeers(1, time);
              case 3 -> "request " + req.request(Message.of("m"), time);
              case 4 -> "select " + Select.<Message>first(pull.onReceive(m -> m)).await(time);
              default -> "event " + pull.events().next(time);
            };
        recording.does("caller", result + " in " + time);
        trace.append(result).append(" at ").append(world.nanoTime() - origin).append('\n');
      }
    }
    return trace.toString();
  }

  /** A connector that reaches nobody, and a close that waits for it. */
  private static String pauses(long origin, long seed, Recording recording) throws Exception {
    var world = new TimeLapse(origin, seed);
    try (var context = Context.open(world)) {
      var push =
          Push.open(context)
              .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(100))
              .connect("memory://nowhere");
      push.send("lingers");
      world.run(20);
      Eventually.within(TIME).that("20 pauses are over", world::isHalted);
      world.pauses().forEach(pause -> recording.does("connector", "pause of " + pause));
      var before = world.nanoTime();
      push.core().close(Duration.ofMillis(300));
      var lingered = world.nanoTime() - before >= Duration.ofMillis(300).toNanos();
      recording.does("caller", "close, lingered: " + lingered);
      return world.pauses() + " " + lingered;
    }
  }
}
