package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

/** What a routing is called with, and when. */
class RoutingCallsTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension final World world = new World();

  /** Writes its calls down, and refuses what it is told to. */
  private static final class Recording extends FifoRouting {
    private final List<String> calls = new ArrayList<>();
    private final Map<Pipe, Integer> names = new HashMap<>();
    private final AtomicInteger inside = new AtomicInteger();
    private String refused = "";
    private boolean overlapped;

    private void note(String call, Pipe pipe) throws PeerRefused {
      overlapped |= inside.getAndIncrement() > 0;
      calls.add(call + " " + names.computeIfAbsent(pipe, p -> names.size() + 1));
      inside.getAndDecrement();
      if (refused.equals(call)) {
        throw new PeerRefused("no more peers");
      }
    }

    @Override
    public void attached(Pipe pipe) throws PeerRefused {
      note("attached", pipe);
      super.attached(pipe);
    }

    @Override
    public void connected(Pipe pipe) throws PeerRefused {
      note("connected", pipe);
    }

    @Override
    public void detached(Pipe pipe) {
      try {
        note("detached", pipe);
      } catch (PeerRefused e) {
        throw new AssertionError(e);
      }
      super.detached(pipe);
    }

    @Override
    public Outcome send(Message message) {
      overlapped |= inside.getAndIncrement() > 0;
      var outcome = super.send(message);
      inside.getAndDecrement();
      return outcome;
    }

    @Override
    public Message receive() {
      overlapped |= inside.getAndIncrement() > 0;
      var message = super.receive();
      inside.getAndDecrement();
      return message;
    }
  }

  private final Recording routing = new Recording();

  private FifoSocket open(SocketType type) {
    return world
        .open(type, routing)
        .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
        .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(1));
  }

  private List<String> calls(FifoSocket socket) {
    return socket.core().inTurn(() -> List.copyOf(routing.calls));
  }

  private void awaitCalls(FifoSocket socket, String... calls) {
    World.await().untilAsserted(() -> assertThat(calls(socket)).containsExactly(calls));
  }

  @Test
  void aKeptQueueIsAttachedOnceAndConnectedWithEachConnection() throws Exception {
    try (var host = world.network().bindRaw("mem://host")) {
      var push = open(SocketType.PUSH).connect("mem://host");
      assertThat(calls(push)).containsExactly("attached 1");
      host.accept().greet(SocketType.PULL).close();
      host.accept().greet(SocketType.PULL).close();
      host.accept().greet(SocketType.PULL);
      awaitCalls(push, "attached 1", "connected 1", "connected 1", "connected 1");

      push.disconnect("mem://host");

      awaitCalls(push, "attached 1", "connected 1", "connected 1", "connected 1", "detached 1");
    }
  }

  @Test
  void anAcceptedPeerIsAttachedConnectedAndDetachedOnce() throws Exception {
    var pull = open(SocketType.PULL).bind("mem://here");
    var peer = world.network().dialRaw("mem://here").greet(SocketType.PUSH);
    awaitCalls(pull, "attached 1", "connected 1");

    peer.close();

    awaitCalls(pull, "attached 1", "connected 1", "detached 1");
  }

  @Test
  void aDirectPeerIsAttachedConnectedAndDetachedOnce() {
    var pull = open(SocketType.PULL).bind("inproc://here");
    var push = world.open(SocketType.PUSH).connect("inproc://here");
    assertThat(calls(pull)).containsExactly("attached 1", "connected 1");

    push.close();

    awaitCalls(pull, "attached 1", "connected 1", "detached 1");
  }

  @Test
  void nothingIsCalledForAPipeThatWasDetached() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://late");
    push.send("to be flushed");
    push.disconnect("mem://late");
    assertThat(calls(push)).containsExactly("attached 1", "detached 1");

    try (var host = world.network().bindRaw("mem://late");
        var log = EventLog.of(push)) {
      assertThat(host.accept().greet(SocketType.PULL).receive()).contains("to be flushed");
      log.next(SocketEvent.Stopped.class);
    }

    assertThat(calls(push)).containsExactly("attached 1", "detached 1");
  }

  @Test
  void aPeerOfADisconnectedEndpointIsNoPeerOfTheSocketAnyMore() throws Exception {
    var push = open(SocketType.PUSH).connect("mem://late");
    for (var i = 0; i < 10; i++) {
      push.send("to be flushed");
    }
    push.disconnect("mem://late");

    try (var host = world.network().bindRaw("mem://late")) {
      host.accept().greet(SocketType.PULL).receive();

      assertThat(push.stats().peers()).isZero();
    }
  }

  @Test
  void aPeerThatIsRefusedOnceAttachedIsDetachedAndAnEvent() throws Exception {
    routing.refused = "connected";
    var pull = open(SocketType.PULL);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().dialRaw("mem://here").introduce(SocketType.PUSH);

      assertThat(log.next(SocketEvent.HandshakeFailed.class).reason()).isEqualTo("no more peers");
      awaitCalls(pull, "attached 1", "connected 1", "detached 1");
      assertThat(pull.stats().peers()).isZero();
    }
  }

  @Test
  void aPeerThatIsRefusedAtOnceIsNeverDetached() throws Exception {
    routing.refused = "attached";
    var pull = open(SocketType.PULL);
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().dialRaw("mem://here").introduce(SocketType.PUSH);

      log.next(SocketEvent.HandshakeFailed.class);
      assertThat(calls(pull)).containsExactly("attached 1");
    }
  }

  @Test
  void aPeerRefusedOnAKeptQueueLeavesTheQueueForTheNext() throws Exception {
    routing.refused = "connected";
    var push = open(SocketType.PUSH);
    try (var log = EventLog.of(push);
        var host = world.network().bindRaw("mem://host")) {
      push.connect("mem://host");
      push.send("kept");
      host.accept().introduce(SocketType.PULL);
      log.next(SocketEvent.HandshakeFailed.class);
      assertThat(push.stats().peers()).isZero();
      push.core().inTurn(() -> routing.refused = "");

      var second = host.accept();
      while (true) { // one more attempt may have been refused meanwhile
        try {
          assertThat(second.greet(SocketType.PULL).receive()).contains("kept");
          break;
        } catch (java.io.IOException e) {
          second = host.accept();
        }
      }
      assertThat(push.stats().peers()).isEqualTo(1);
    }
  }

  @Test
  void itIsCalledByOneThreadAtATime() throws Exception {
    var pull = open(SocketType.PULL).bind("inproc://here").bind("mem://here");
    var senders = new ArrayList<Caller<?>>();
    for (var i = 0; i < 4; i++) {
      var endpoint = i % 2 == 0 ? "inproc://here" : "mem://here";
      var push = world.open(SocketType.PUSH).connect(endpoint);
      senders.add(
          Caller.start(
              () -> {
                for (var n = 0; n < 500; n++) {
                  push.send("" + n);
                }
                return null;
              }));
    }

    for (var n = 0; n < 2_000; n++) {
      assertThat(pull.receive(LONG)).isPresent();
    }

    for (var sender : senders) {
      sender.result();
    }
    assertThat(pull.core().inTurn(() -> routing.overlapped)).isFalse();
  }
}
