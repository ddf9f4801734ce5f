package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Duplex;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.test.Crew;
import org.weftmq.test.Eventually;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.hostile.HostileServer;

/** With {@code immediate} only who is there is sent to; without it, who is awaited is, too. */
@AddLifecycleHook(RecordedTries.class)
class ImmediateProperties {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final int PLACES = 4;

  /** A place that takes connections and never says a word: nobody ever joins there. */
  private static final int MUTE = 0;

  /** Something that is done at one of the places, or, to send, at none in particular. */
  record Deed(Kind kind, int place) {
    enum Kind {
      CONNECT,
      BIND,
      LEAVE,
      SEND
    }
  }

  /**
   * Catches: with the option, a message that is bound to a peer which is not there, has left, or
   * never introduced itself, and so is stranded; without it, one that is not kept for the peer that
   * was its turn, is lost or doubled as peers come and go, or outlives the linger uncounted.
   */
  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void messagesAreForThoseWhoAreThereOrAreAwaited(
      @ForAll boolean immediate,
      @ForAll("types") SocketType type,
      @ForAll("deeds") List<Deed> deeds,
      Recording recording)
      throws Exception {
    try (var context = Context.open();
        var mute = HostileServer.overTcp();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var run = new Run(context, mute, crew, immediate, type, recording);
      for (var deed : deeds) {
        run.follow(deed);
      }
      var stranded = run.end();

      cover(immediate, "some found nobody", run.refused > 0);
      cover(immediate, "some came through", run.sent > stranded);
      cover(
          immediate,
          immediate ? "nothing was stranded" : "some were given up in the end",
          stranded > 0 != immediate);
    }
  }

  private static void cover(boolean immediate, String label, boolean reached) {
    Statistics.label("immediate " + immediate + ": " + label)
        .collect(reached)
        .coverage(c -> c.check(true).count(n -> n > 0));
  }

  @Provide
  Arbitrary<SocketType> types() {
    return Arbitraries.of(SocketType.PUSH, SocketType.DEALER);
  }

  @Provide
  Arbitrary<List<Deed>> deeds() {
    var kind =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.just(Deed.Kind.SEND)),
            Tuple.of(6, Arbitraries.of(Deed.Kind.values())));
    return Combinators.combine(kind, Arbitraries.integers().between(0, PLACES - 1))
        .as(Deed::new)
        .list()
        .ofMinSize(8)
        .ofMaxSize(30);
  }

  /** One socket that connects, those that bind, and what each of them is to get. */
  private static final class Run {
    private final boolean immediate;
    private final SocketType type;
    private final Recording recording;
    private final Context context;
    private final HostileServer mute;
    private final Crew crew;
    private final Eventually soon;
    private final Duplex socket;
    private final List<Integer> connected = new ArrayList<>();
    private final Map<Integer, Duplex> bound = new TreeMap<>();

    // the model: whose turn it is, what waits for whom, what each has got
    private final ArrayDeque<Integer> rotation = new ArrayDeque<>();
    private final Map<Integer, ArrayDeque<Integer>> waiting = new TreeMap<>();
    private final Map<Integer, List<Integer>> expected = new TreeMap<>();
    private final Map<Integer, List<Integer>> arrived = new TreeMap<>();
    private int sent;
    private int refused;

    Run(
        Context context,
        HostileServer mute,
        Crew crew,
        boolean immediate,
        SocketType type,
        Recording recording) {
      this.context = context;
      this.mute = mute;
      this.crew = crew;
      this.immediate = immediate;
      this.type = type;
      this.recording = recording;
      socket = Sockets.open(context, type);
      socket
          .set(SocketOptions.IMMEDIATE, immediate)
          .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
          .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1));
      soon = Eventually.within(TIME).showing(socket);
      for (var place = 0; place < PLACES; place++) {
        waiting.put(place, new ArrayDeque<>());
        expected.put(place, new ArrayList<>());
        arrived.put(place, new CopyOnWriteArrayList<>());
      }
    }

    private String endpoint(int place) {
      return place == MUTE ? mute.endpoint() : "memory://place-" + place;
    }

    private boolean isJoined(int place) {
      return connected.contains(place) && bound.containsKey(place);
    }

    void follow(Deed deed) throws InterruptedException {
      var place = deed.place();
      switch (deed.kind()) {
        case CONNECT -> {
          if (!connected.contains(place)) {
            connect(place);
          }
        }
        case BIND -> {
          if (place != MUTE && !bound.containsKey(place)) {
            bind(place);
          }
        }
        case LEAVE -> {
          if (bound.containsKey(place)) {
            leave(place);
          }
        }
        case SEND -> send();
      }
    }

    private void connect(int place) throws InterruptedException {
      recording.does("socket", "connect to " + place);
      socket.connect(endpoint(place));
      connected.add(place);
      if (!immediate) {
        rotation.add(place);
      }
      settle(place);
    }

    private void bind(int place) throws InterruptedException {
      recording.does("place " + place, "bind");
      var peer = Sockets.open(context, type == SocketType.PUSH ? SocketType.PULL : type);
      peer.bind(endpoint(place));
      bound.put(place, peer);
      crew.start(() -> peer.forEach(m -> arrived.get(place).add(Numbered.of(m).number())));
      settle(place);
    }

    private void leave(int place) throws InterruptedException {
      recording.does("place " + place, "leave");
      bound.remove(place).close(Duration.ZERO);
      if (immediate) {
        rotation.remove(place);
      }
      settle(place);
    }

    private void send() throws InterruptedException {
      var number = sent + refused;
      var accepted = socket.trySend(new Numbered(0, number).message());
      recording.does("socket", "send " + number + (accepted ? "" : " in vain"));

      assertThat(accepted).as("message %d is taken", number).isEqualTo(!rotation.isEmpty());
      if (accepted) {
        var place = rotation.poll();
        rotation.add(place);
        waiting.get(place).add(number);
        sent++;
        settle(place);
      } else {
        refused++;
      }
    }

    /** Waits until what has to come of it at that place has come. */
    private void settle(int place) throws InterruptedException {
      var joined = (int) bound.keySet().stream().filter(this::isJoined).count();
      soon.that(joined + " peers are there", () -> socket.stats().peers() == joined);
      if (isJoined(place)) {
        if (immediate && !rotation.contains(place)) {
          rotation.add(place);
        }
        expected.get(place).addAll(waiting.get(place));
        waiting.get(place).clear();
      }
      soon.that(
          "all for place " + place,
          () -> crew.check() && arrived.get(place).size() >= expected.get(place).size());
      assertThat(arrived).isEqualTo(expected);
      soon.that("the others wait", () -> socket.stats().queued() == waits());
    }

    private long waits() {
      return waiting.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    /** Closes the socket; gives the number of messages that were for nobody in the end. */
    long end() {
      var stranded = waits();
      var report = socket.close(Duration.ofMillis(20));
      recording.does("socket", "close: " + report);

      assertThat(report.notWritten()).isEqualTo(stranded);
      var stats = socket.stats();
      assertThat(stats.isBalanced()).as("%s", stats).isTrue();
      assertThat(stats.offered()).isEqualTo(sent);
      assertThat(stats.dropped())
          .isEqualTo(stranded == 0 ? Map.of() : Map.of(DropReason.LINGER_EXPIRED, stranded));
      assertThat(arrived).isEqualTo(expected);
      return stranded;
    }
  }
}
