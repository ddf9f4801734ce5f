package org.weftmq.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Wire;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.hostile.Speech;
import org.weftmq.transport.stream.HeartbeatModel.Deed;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.FrameWriter;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;

/** The heartbeat of a connection against its automaton, tick by tick (37/ZMTP). */
@AddLifecycleHook(RecordedTries.class)
class HeartbeatProperties {
  private static final int SILENCE = 40;

  /**
   * Catches: a peer that is given up early, late, or though it said something; a time-out that
   * begins anew with each PING; a silence that counts while this side does not listen; a TTL that
   * is forgotten, outlives its sign of life, or wraps at 65.536 s; PINGs that stop or come twice; a
   * PONG that is missing, or whose context is longer than 16 bytes.
   */
  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void doesWhatTheAutomatonDoes(
      @ForAll @IntRange(max = 6) int interval,
      @ForAll @IntRange(max = 8) int timeout,
      @ForAll("deeds") List<Deed> deeds,
      @ForAll long origin,
      Recording recording)
      throws Exception {
    var model = new HeartbeatModel(interval, timeout);
    deeds.forEach(model::follow);
    var longest = deeds.stream().mapToInt(Deed::ttl).max().orElse(0);
    model.pass(SILENCE + longest);
    model.trace().forEach(line -> recording.does("automaton", line));

    var run = new Run(interval, timeout, origin, deeds, SILENCE + longest);
    run.carry();
    run.trace.forEach(line -> recording.does("connection", line));

    assertThat(run.trace).isEqualTo(model.trace());
    assertThat(model.reasons()).containsAll(run.reasons);
    cover("given up", model.isOver(), true, 20);
    cover("given up", model.isOver(), false, 2);
    cover("held up for longer than a time-out", model.heldForLong(), true, 2);
    cover("by its TTL", model.reasons().stream().anyMatch(r -> r.endsWith("TTL")), true, 2);
  }

  private static void cover(String label, boolean value, boolean wanted, int percent) {
    Statistics.label(label + ": " + wanted)
        .collect(value == wanted)
        .coverage(c -> c.check(true).percentage(p -> p > percent));
  }

  @Provide
  Arbitrary<List<Deed>> deeds() {
    var wait =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(0, 3)),
            Tuple.of(1, Arbitraries.integers().between(0, 12)));
    var ttl =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(0)),
            Tuple.of(8, Arbitraries.integers().between(1, 12)),
            Tuple.of(1, Arbitraries.of(655, 656, 700)));
    var context = Arbitraries.integers().between(0, 40);
    var hold = Arbitraries.integers().between(0, 15);
    return Combinators.combine(Arbitraries.of(Deed.Kind.values()), wait, hold, ttl, context)
        .as(Deed::new)
        .list()
        .ofMaxSize(12);
  }

  /** One connection, whose reader is this thread. */
  private static final class Run {
    private final List<String> trace = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final List<Integer> holds = new ArrayList<>();
    private final TimedWire wire;
    private final BlockingPipe near;
    private final Outbound outbound;
    private final Heartbeat heartbeat;
    private final Inbound inbound;

    Run(int interval, int timeout, long origin, List<Deed> deeds, int silence) {
      wire = new TimedWire(origin, sayings(deeds, silence), Integer.MAX_VALUE);
      deeds.stream().filter(d -> d.kind() == Deed.Kind.HOLD).forEach(d -> holds.add(d.hold()));
      var environment = wire.environment(this::goOn);
      var pipe = Pipe.open();
      pipe.marks(0, 1);
      near = new BlockingPipe(pipe, environment);
      var far = new BlockingPipe(pipe.far(), environment);
      var options =
          Options.initial()
              .with(Heartbeat.INTERVAL, TimedWire.TICK.multipliedBy(interval))
              .with(Heartbeat.TIMEOUT, TimedWire.TICK.multipliedBy(timeout))
              .with(Heartbeat.TTL, TimedWire.TICK.multipliedBy(HeartbeatModel.OWN_TTL));
      var objects = new ObjectCoding(new Stub(SocketType.PAIR));
      outbound = new Outbound(far, new Ear(), objects, new FrameWriter(true));
      outbound.finish(); // so that each run of it returns once all is written
      var life = new Life(environment, this::giveUp);
      heartbeat = new Heartbeat(options, environment, life, outbound);
      var reader = new MessageReader(Limits.of(options));
      var input = new Input(wire);
      inbound = new Inbound(SocketType.PAIR, far, input, objects, reader, life, heartbeat);
      wire.meanwhile(this::flush);
    }

    private static List<TimedWire.Saying> sayings(List<Deed> deeds, int silence) {
      var all = new ArrayList<TimedWire.Saying>();
      for (var deed : deeds) {
        var wait = deed.after();
        for (var piece : deed.pieces()) {
          all.add(new TimedWire.Saying(wait, piece));
          wait = deed.hold(); // between the pieces of one thing
        }
      }
      all.add(new TimedWire.Saying(silence, Speech.begin().message("last").bytes()));
      return all;
    }

    void carry() throws Exception {
      heartbeat.start();
      try {
        inbound.run();
      } catch (IOException e) {
        assertThat(wire.isClosed()).as("%s", e).isTrue();
      } finally {
        heartbeat.close();
      }
    }

    private void giveUp(String reason) {
      if (!wire.isClosed()) { // two times may be over at once
        note("given up");
        reasons.add(reason);
        wire.close();
      }
    }

    /** The reader is held up, since the queue is full; after a time there is room. */
    private void goOn() {
      wire.pass(holds.removeFirst());
      assertThat(wire.isClosed()).as("given up while nobody listened").isFalse();
      makeRoom();
    }

    private void makeRoom() {
      near.poll();
      near.giveBack();
    }

    private void flush() {
      if (!wire.isClosed()) {
        try {
          outbound.run();
        } catch (IOException | InterruptedException e) {
          throw new AssertionError(e);
        }
        makeRoom();
      }
    }

    private void note(String what) {
      trace.add(wire.now() + ": " + what);
    }

    /** Notes what is written. */
    private final class Ear implements Wire {
      private final MessageReader reader = new MessageReader(Limits.of(Options.initial()));

      @Override
      public long write(ByteBuffer[] from, int first, int count) throws IOException {
        var size = 0L;
        for (var i = first; i < first + count; i++) {
          size += from[i].remaining();
          for (var found = reader.read(from[i]);
              found != MessageReader.Found.NOTHING;
              found = reader.read(from[i])) {
            note(
                switch (reader.command()) {
                  case Command.Ping ping -> "PING " + ping.ttl();
                  case Command.Pong pong -> "PONG " + pong.context().hex();
                  default -> throw new AssertionError(reader.command());
                });
          }
          from[i].position(from[i].limit());
        }
        return size;
      }

      @Override
      public int read(ByteBuffer into) {
        throw new AssertionError("nobody reads here");
      }

      @Override
      public String peerAddress() {
        return "ear";
      }

      @Override
      public void close() {}
    }
  }
}
