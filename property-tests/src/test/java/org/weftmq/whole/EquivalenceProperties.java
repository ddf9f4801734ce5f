package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.SocketType;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.Scheme;

/** The same script has the same outcome on every transport, whoever binds. */
@AddLifecycleHook(RecordedTries.class)
class EquivalenceProperties {
  private static final String CASTS =
      """
      PUSH PULL, PULL PUSH, DEALER DEALER, ROUTER DEALER, PUB SUB, SUB PUB, XPUB SUB, XSUB PUB,
      RADIO DISH, DISH RADIO, SCATTER GATHER, GATHER SCATTER, CLIENT SERVER, SERVER CLIENT,
      PAIR PAIR, CHANNEL CHANNEL, REQ REP, REP REQ\
      """;

  /**
   * Catches: a shortcut of inproc that shows; messages that are lost, doubled or out of order on
   * one transport only; a socket that must bind, or must connect, to do what its type does; an
   * exception that only one transport knows.
   */
  @Property(tries = 25)
  void theSameScriptHasTheSameOutcomeEverywhere(
      @ForAll("casts") Play.Cast cast,
      @ForAll @IntRange(min = 1, max = 3) int count,
      @ForAll @Size(max = 30) List<@IntRange(max = 99) Integer> script,
      Recording recording)
      throws InterruptedException {
    var base = run(cast, count, Scheme.INPROC, true, script, new Recording());

    for (var scheme : Scheme.values()) {
      for (var hubBinds : new boolean[] {true, false}) {
        recording.tells("hub", scheme + (hubBinds ? ", the hub binds" : ", the spokes bind"));
        assertThat(run(cast, count, scheme, hubBinds, script, recording))
            .as("%s, bound: %s", scheme, hubBinds)
            .isEqualTo(base);
      }
    }
  }

  private static Map<String, List<String>> run(
      Play.Cast cast,
      int count,
      Scheme scheme,
      boolean hubBinds,
      List<Integer> script,
      Recording recording)
      throws InterruptedException {
    var spokes = cast.hasOneSpoke() ? 1 : count;
    try (var play = new Play(cast, spokes, scheme, hubBinds, recording)) {
      for (var step : script) {
        play.step(step);
      }
      return play.end();
    }
  }

  @Provide
  Arbitrary<Play.Cast> casts() {
    return Arbitraries.of(
        Stream.of(CASTS.split(",\\s*"))
            .map(pair -> pair.split(" "))
            .map(p -> new Play.Cast(SocketType.valueOf(p[0]), SocketType.valueOf(p[1])))
            .toList());
  }
}
