package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.PeerFullException;
import org.weftmq.Proxy;
import org.weftmq.RoutingId;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.Crew;
import org.weftmq.test.Eventually;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/** Sockets in a ring, each of which feeds the next, with room for hardly anything. */
@AddLifecycleHook(RecordedTries.class)
class CycleProperties {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final int LAPS = 20;

  /** Large enough that a wire's buffers are soon full. */
  private static final int SIZE = 1000;

  /** Fewer than fill a wire, with a queue at both its ends and one message in hand at each. */
  private static final int FEW = 4;

  /** What moves messages from one socket of a node to the other. */
  enum Mover {
    THREAD,
    PROXY
  }

  /** How one node reaches the next. */
  enum Link {
    INPROC_PUSH("inproc://ring-", SocketType.PUSH, SocketType.PULL),
    INPROC_PAIR("inproc://ring-", SocketType.PAIR, SocketType.PAIR),
    MEMORY_PUSH("memory://ring-", SocketType.PUSH, SocketType.PULL),
    MEMORY_DEALER("memory://ring-", SocketType.DEALER, SocketType.DEALER);

    private final String name;
    private final SocketType out;
    private final SocketType in;

    Link(String name, SocketType out, SocketType in) {
      this.name = name;
      this.out = out;
      this.in = in;
    }

    boolean isWire() {
      return name.startsWith("memory");
    }
  }

  /**
   * Catches: an actor that waits for another one: then a ring that is full stands still although
   * somebody makes room, or a socket in it cannot be asked, set or closed; a wake-up that is lost
   * where everybody is both full and empty.
   */
  @Property(tries = 24, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void aFullRingMovesOnAsSoonAsThereIsRoomAnywhere(
      @ForAll Link link,
      @ForAll Mover mover,
      @ForAll @IntRange(min = 2, max = 4) int nodes,
      @ForAll @IntRange(max = 3) int where,
      Recording recording)
      throws Exception {
    var crew = Crew.Kind.VIRTUAL.crew();
    try (var context = Context.open()) { // which is closed in the midst of it
      var ring = new Ring(context, link, nodes);
      var movers = new ArrayList<LongSupplier>();
      for (var i = 0; i < nodes; i++) {
        var oneWay = link.in == SocketType.PULL;
        movers.add(mover == Mover.PROXY && oneWay ? ring.proxy(i) : ring.thread(crew, i));
      }
      var injected = ring.fill();
      recording.does("ring", "took " + injected + " messages");
      ring.answers();

      // One place is enough, but where a wire is between: it may be full with a few and hold many.
      var out = link.isWire() ? Math.max(1, injected - nodes * FEW) : 1;
      for (var i = 0; i < out; i++) {
        assertThat(ring.in.get(where % nodes).receive(TIME)).isPresent();
      }
      recording.does("node " + where % nodes, "took out " + out);
      var before = movers.stream().map(LongSupplier::getAsLong).toList();

      for (var i = 0; i < nodes; i++) {
        var node = i;
        Eventually.within(TIME)
            .showing(ring.in.get(i), ring.out.get(i))
            .that(
                "node " + i + " moves on",
                () -> crew.check() && movers.get(node).getAsLong() > before.get(node) + LAPS);
      }
    }
    crew.join(TIME);
  }

  /**
   * Catches: a send with a time-out that waits for ever in a ring, or keeps its message though it
   * said no; a message that is neither at its goal nor given up.
   */
  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void withTimeOutsARingRunsEmpty(
      @ForAll Link link,
      @ForAll @IntRange(min = 2, max = 4) int nodes,
      @ForAll @IntRange(min = 1, max = 60) int messages,
      Recording recording)
      throws Exception {
    var crew = Crew.Kind.VIRTUAL.crew();
    try (var context = Context.open()) {
      var ring = new Ring(context, link, nodes);
      var done = new AtomicInteger();
      for (var i = 0; i < nodes; i++) {
        var node = i;
        crew.start(
            () -> {
              for (var message : ring.in.get(node)) {
                var hops = Numbered.of(message).number() - 1;
                if (hops == 0 || !ring.out.get(node).send(message(hops), A_MOMENT)) {
                  done.incrementAndGet();
                }
              }
            });
        crew.start(
            () -> {
              for (var n = 0; n < messages; n++) {
                if (!ring.out.get(node).send(message(1 + n % 9), A_MOMENT)) {
                  done.incrementAndGet();
                }
              }
            });
      }

      Eventually.within(TIME)
          .that("all are done", () -> crew.check() && done.get() >= nodes * messages);
      assertThat(done.get()).isEqualTo(nodes * messages);
      for (var socket : ring.out) {
        recording.does("ring", socket.stats().toString());
        assertThat(socket.stats().isBalanced()).isTrue();
        assertThat(socket.stats().queued()).isZero();
      }
    }
    crew.join(TIME);
  }

  /** Catches: a ROUTER that waits for another one, or drops what it said it would send. */
  @Property(tries = 10, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void routersThatFloodEachOtherAreTold(@ForAll @IntRange(min = 1, max = 3) int mark)
      throws Exception {
    try (var context = Context.open();
        var crew = Crew.Kind.PLATFORM.crew()) {
      var here = router(context, "here", mark).bind("inproc://routers");
      var there = router(context, "there", mark).connect("inproc://routers");
      assertThat(here.awaitPeers(1, TIME) && there.awaitPeers(1, TIME)).isTrue();
      var sent = List.of(new AtomicInteger(), new AtomicInteger());

      crew.start(() -> flood(here, "there", sent.get(0)));
      crew.start(() -> flood(there, "here", sent.get(1)));
      crew.join(TIME);

      assertThat(sent).allMatch(count -> count.get() == 2 * mark);
      for (var i = 0; i < 2 * mark; i++) {
        assertThat(there.receive(TIME)).isPresent();
        assertThat(here.receive(TIME)).isPresent();
      }
      assertThat(there.tryReceive()).isEmpty();
      assertThat(here.tryReceive()).isEmpty();
    }
  }

  private static Router router(Context context, String id, int mark) {
    return Router.open(context)
        .set(SocketOptions.ROUTING_ID, RoutingId.of(id))
        .set(SocketOptions.SEND_HIGH_WATER_MARK, mark)
        .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, mark);
  }

  private static void flood(Router router, String to, AtomicInteger sent) {
    for (var n = 0; n < 200; n++) {
      try {
        router.send(RoutingId.of(to), Message.of("flood"));
        sent.incrementAndGet();
      } catch (PeerFullException e) {
        // told, and at once
      }
    }
  }

  private static Message message(int hops) {
    return new Numbered(0, hops).message().append(Frame.wrap(new byte[SIZE]));
  }

  /** Nodes of two sockets each; what node {@code i} sends, the next one receives. */
  private static final class Ring {
    private final List<Duplex> in = new ArrayList<>();
    private final List<Duplex> out = new ArrayList<>();

    Ring(Context context, Link link, int nodes) throws InterruptedException {
      for (var i = 0; i < nodes; i++) {
        in.add(small(Sockets.open(context, link.in)));
        in.get(i).bind(link.name + i);
      }
      for (var i = 0; i < nodes; i++) {
        out.add(small(Sockets.open(context, link.out)));
        out.get(i).connect(link.name + (i + 1) % nodes);
      }
      for (var i = 0; i < nodes; i++) {
        assertThat(out.get(i).awaitPeers(1, TIME) && in.get(i).awaitPeers(1, TIME)).isTrue();
      }
    }

    private static Duplex small(Duplex socket) {
      socket
          .set(SocketOptions.SEND_HIGH_WATER_MARK, 1)
          .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1);
      return socket;
    }

    LongSupplier proxy(int node) {
      var proxy = Proxy.start(in.get(node), out.get(node));
      return () -> proxy.stats().toBack().messages();
    }

    LongSupplier thread(Crew crew, int node) {
      var moved = new AtomicLong();
      crew.start(
          () -> {
            try {
              for (var message : in.get(node)) {
                out.get(node).send(message);
                moved.incrementAndGet();
              }
            } catch (SocketClosedException e) {
              // closed while it waited for room: the end of the test
            }
          });
      return moved::get;
    }

    /** Sends at all nodes until nowhere is any room for some time; gives the number it took. */
    int fill() throws InterruptedException {
      var taken = 0;
      var refusals = 0;
      for (var next = 0; refusals < 3 * out.size(); next++) {
        if (out.get(next % out.size()).send(message(0), A_MOMENT)) {
          taken++;
          refusals = 0;
        } else {
          refusals++;
        }
      }
      return taken;
    }

    /** Full as they are, the sockets do all that needs no room. */
    void answers() {
      for (var socket : out) {
        assertThat(socket.stats().peers()).isEqualTo(1);
        assertThat(socket.get(SocketOptions.SEND_HIGH_WATER_MARK)).isEqualTo(1);
        socket.set(SocketOptions.SEND_TIMEOUT, TIME);
      }
    }
  }
}
