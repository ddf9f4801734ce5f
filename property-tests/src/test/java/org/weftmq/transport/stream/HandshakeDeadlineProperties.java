package org.weftmq.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.fuzz.Grammar;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.hostile.Speech;

/** How long a handshake may take: arithmetic, whatever the peer says and however slowly. */
@AddLifecycleHook(RecordedTries.class)
class HandshakeDeadlineProperties {
  private static final byte[] LEGAL = Speech.begin().joining(SocketType.PULL).bytes();
  private static final String MET = "they have met";
  private static final String LATE = "the handshake took longer than ";

  /** Of what a peer says, pieces of some bytes, each so many ticks after the one before. */
  record Pace(int size, List<Integer> waits) {
    List<TimedWire.Saying> of(byte[] bytes) {
      var sayings = new ArrayList<TimedWire.Saying>();
      for (var at = 0; at < bytes.length; at += size) {
        var wait = waits.get(sayings.size() % waits.size());
        var piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
        sayings.add(new TimedWire.Saying(wait, piece));
      }
      return sayings;
    }
  }

  /** How a connection began: at which tick it was decided, and what. */
  private record Beginning(int tick, String verdict) {}

  /**
   * Catches: a deadline that begins anew with each byte, counts from the greeting, or comes early
   * or late.
   */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void aLegalPeerMeetsInTimeOrIsCutOffAtTheDeadline(
      @ForAll @IntRange(min = 1, max = 100) int limit,
      @ForAll("paces") Pace pace,
      @ForAll long origin,
      Recording recording)
      throws Exception {
    var sayings = pace.of(LEGAL);
    var last = sayings.stream().mapToInt(TimedWire.Saying::after).sum();
    var expected =
        last < limit ? new Beginning(last, MET) : new Beginning(limit, late(limit) + " ms");

    var wire = new TimedWire(origin, sayings, Integer.MAX_VALUE);
    assertThat(begin(wire, limit, recording)).isEqualTo(expected);

    Statistics.label("meets")
        .collect(last < limit)
        .coverage(
            c -> {
              c.check(true).count(n -> n > 0);
              c.check(false).count(n -> n > 0);
            });
  }

  /**
   * Catches: bytes that put the deadline off, such as a greeting of an old version or a READY that
   * never ends; a deadline that a write does not heed because the peer reads nothing.
   */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void noPeerLastsLongerThanTheDeadlineWithoutHavingMet(
      @ForAll @IntRange(min = 1, max = 100) int limit,
      @ForAll("paces") Pace pace,
      @ForAll long seed,
      @ForAll @IntRange(max = 150) int takes,
      Recording recording)
      throws Exception {
    var sayings = new ArrayList<>(pace.of(Grammar.handshake(new Random(seed))));
    sayings.add(new TimedWire.Saying(2 * limit, new byte[1]));

    var wire = new TimedWire(seed, sayings, takes);
    var beginning = begin(wire, limit, recording);

    assertThat(beginning.tick()).isLessThanOrEqualTo(limit);
    if (!beginning.verdict().equals(MET)) { // then nothing but to say so may take its time
      assertThat(beginning.verdict().startsWith(LATE)).isEqualTo(beginning.tick() == limit);
    }
    Statistics.label("cut off")
        .collect(beginning.tick() == limit)
        .coverage(
            c -> {
              c.check(true).count(n -> n > 0);
              c.check(false).count(n -> n > 0);
            });
  }

  @Provide
  Arbitrary<Pace> paces() {
    var waits =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 30));
    return Combinators.combine(
            Arbitraries.integers().between(1, 64), waits.list().ofMinSize(1).ofMaxSize(8))
        .as(Pace::new);
  }

  private static String late(int ticks) {
    return LATE + TimedWire.TICK.multipliedBy(ticks).toMillis();
  }

  private static Beginning begin(TimedWire wire, int limit, Recording recording)
      throws InterruptedException {
    try {
      new StreamConnection(wire, wire).carry(new Door(wire, limit));
      throw new AssertionError("nobody was let in, and nobody turned away");
    } catch (PeerRefused | IOException e) {
      recording.does("connection", "at tick " + wire.now() + ": " + e.getMessage());
      return new Beginning(wire.now(), e.getMessage());
    }
  }

  /** A socket to which everybody comes in vain once both have met. */
  private static final class Door extends Stub {
    private final Environment environment;
    private final Options options;

    Door(TimedWire wire, int limit) {
      super(SocketType.PUSH);
      this.environment =
          wire.environment(
              () -> {
                throw new AssertionError("nobody is to park");
              });
      var time = TimedWire.TICK.multipliedBy(limit);
      this.options = Options.initial().with(Handshake.TIMEOUT, time);
    }

    @Override
    public Options options() {
      return options;
    }

    @Override
    public BlockingPipe attach(Peer peer) throws PeerRefused {
      throw new PeerRefused(MET);
    }

    @Override
    public Environment environment() {
      return environment;
    }
  }
}
