package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.BadEndpointException;
import org.weftmq.BindFailedException;
import org.weftmq.NoSuchEndpointException;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.fixture.Caller;
import org.weftmq.fixture.EventLog;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.World;

class BindingTest {
  @RegisterExtension final World world = new World();

  private FifoSocket pull() {
    return world.open(SocketType.PULL);
  }

  @Test
  void tellsWhatAWildcardBecame() throws Exception {
    var pull = pull().bind("mem://*").bind("mem://*");

    assertThat(pull.endpoints())
        .extracting(Object::toString)
        .containsExactly("mem://wild-1", "mem://wild-2");
    assertThat(pull.endpoint()).isEqualTo("mem://wild-2");
    world.open(SocketType.PUSH).connect(pull.endpoint()).send("hello");
    assertThat(pull.receive().text()).isEqualTo("hello");
  }

  @Test
  void anUnboundSocketHasNoEndpoint() {
    assertThatThrownBy(() -> pull().endpoint())
        .isInstanceOf(NoSuchEndpointException.class)
        .hasMessage("this PULL is not bound: bind it first");
  }

  @Test
  void anAddressInUseLeavesTheSocketUnchanged() throws Exception {
    pull().bind("mem://here");
    var second = pull();
    try (var log = EventLog.of(second)) {
      assertThatThrownBy(() -> second.bind("mem://here"))
          .isInstanceOf(BindFailedException.class)
          .hasMessage("cannot bind mem://here: address in use");

      assertThat(second.endpoints()).isEmpty();
      assertThat(log.soFar()).isEmpty();
    }
    second.bind("mem://elsewhere");
    world.open(SocketType.PUSH).connect("mem://elsewhere").send("works");
    assertThat(second.receive().text()).isEqualTo("works");
  }

  @Test
  void aMalformedEndpointIsRefusedBeforeAnythingHappens() {
    assertThatThrownBy(() -> pull().bind("nonsense")).isInstanceOf(BadEndpointException.class);
    assertThatThrownBy(() -> pull().connect("nonsense")).isInstanceOf(BadEndpointException.class);
    assertThatThrownBy(() -> pull().unbind("nonsense")).isInstanceOf(BadEndpointException.class);
    assertThatThrownBy(() -> pull().disconnect("nonsense"))
        .isInstanceOf(BadEndpointException.class);
  }

  @Test
  void anUnknownSchemeIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> pull().bind("tcq://127.0.0.1:1"))
        .isInstanceOf(BadEndpointException.class)
        .hasMessage(
            "bad endpoint \"tcq://127.0.0.1:1\": there is no transport \"tcq\";"
                + " there are [hand, inproc, mem]");
  }

  @Test
  void whatATransportCanNeverConnectIsRefusedAtOnce() {
    var push = world.open(SocketType.PUSH);

    assertThatThrownBy(() -> push.connect("mem://*"))
        .isInstanceOf(BadEndpointException.class)
        .hasMessageContaining("a wildcard cannot be connected");
    assertThatThrownBy(() -> push.disconnect("mem://*"))
        .isInstanceOf(NoSuchEndpointException.class);
  }

  @Test
  void oneWhoIsInterruptedWhileBindingKeepsTheFlagAndNoListenerIsLeft() throws Exception {
    world.network().delayBind("mem://slow");
    var pull = pull();
    var binding =
        world.blocked(
            () -> {
              try {
                return pull.bind("mem://slow");
              } catch (BindFailedException e) {
                return e.getMessage();
              }
            });

    binding.interrupt();
    var message = binding.result();
    world.network().goOn();

    assertThat(message).isEqualTo("cannot bind mem://slow: interrupted");
    assertThat(binding.wasLeftInterrupted()).isTrue();
    assertThat(pull.endpoints()).isEmpty();
    World.await().untilAsserted(() -> assertThat(world.liveThreads()).isZero());
    assertThat(world.network().isBound("mem://slow")).isFalse();
  }

  @Test
  void oneWhoIsInterruptedBeforehandKeepsTheFlagAndEitherBindsOrDoesNot() throws Exception {
    for (var i = 0; i < 100; i++) {
      var pull = pull();
      var binding =
          Caller.start(
              () -> {
                Thread.currentThread().interrupt();
                try {
                  pull.bind("mem://here");
                  return true;
                } catch (BindFailedException e) {
                  return false;
                }
              });

      var bound = binding.result();

      assertThat(binding.wasLeftInterrupted()).isTrue();
      assertThat(pull.endpoints()).hasSize(bound ? 1 : 0);
      World.await()
          .untilAsserted(() -> assertThat(world.network().isBound("mem://here")).isEqualTo(bound));
      pull.close();
    }
  }

  @Test
  void oneWhoIsInterruptedBeforehandKeepsTheFlagAlsoWhenBindingFails() throws Exception {
    pull().bind("mem://taken");
    for (var i = 0; i < 300; i++) {
      var binding =
          Caller.start(
              () -> {
                Thread.currentThread().interrupt();
                try {
                  return pull().bind("mem://taken").endpoint();
                } catch (BindFailedException e) {
                  return e.getMessage();
                }
              });

      assertThat(binding.result()).startsWith("cannot bind mem://taken: ");
      assertThat(binding.wasLeftInterrupted()).isTrue();
    }
  }

  @Test
  void aSocketThatIsClosedWhileItBindsLeavesNoListenerBehind() throws Exception {
    world.network().delayBind("mem://slow");
    var pull = pull();
    var binding = world.blocked(() -> pull.bind("mem://slow"));

    pull.close();
    world.network().goOn();

    assertThatThrownBy(binding::result).isInstanceOf(SocketClosedException.class);
    World.await().until(() -> !world.network().isBound("mem://slow"));
  }

  @Test
  void unbindingFreesTheAddressAndIsAnEvent() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");

      pull.unbind("mem://here");

      assertThat(log.next(SocketEvent.Stopped.class).endpoint()).hasToString("mem://here");
      assertThat(pull.endpoints()).isEmpty();
      assertThat(world.network().isBound("mem://here")).isFalse();
      assertThatThrownBy(() -> pull.unbind("mem://here"))
          .isInstanceOf(NoSuchEndpointException.class);
    }
  }

  @Test
  void unbindingWritesWhatIsQueuedForThosePeersAndLeavesOthersAlone() throws Exception {
    var push = world.open(SocketType.PUSH).bind("mem://one");
    var one = world.network().dialRaw("mem://one").greet(SocketType.PULL);
    push.awaitPeers(1, Duration.ofSeconds(5));
    for (var i = 0; i < 10; i++) {
      push.send("" + i);
    }
    push.bind("mem://two");

    push.unbind("mem://one");
    var other = world.network().dialRaw("mem://two").greet(SocketType.PULL);
    push.send("for the other");

    for (var i = 0; i < 10; i++) {
      assertThat(one.receive()).contains("" + i);
    }
    assertThat(one.receive()).isEmpty();
    assertThat(other.receive()).contains("for the other");
  }

  @Test
  void unbindingDoesNotWaitForAPeerLongerThanTheLinger() throws Exception {
    var push = world.open(SocketType.PUSH);
    try (var log = EventLog.of(push)) {
      push.set(org.weftmq.SocketOptions.LINGER, Duration.ofMillis(1)).bind("mem://one");
      world.network().dialRaw("mem://one").greet(SocketType.PULL); // and reads nothing
      push.awaitPeers(1, Duration.ofSeconds(5));
      for (var i = 0; i < 10; i++) {
        push.send("" + i);
      }

      push.unbind("mem://one");

      log.next(SocketEvent.Stopped.class);
      assertThat(push.stats().queued()).isZero();
      assertThat(push.stats().droppedTotal()).isEqualTo(8);
      assertThat(push.stats().written()).isEqualTo(2);
    }
  }

  @Test
  void aPeerInItsHandshakeDoesNotHoldUpUnbinding() throws Exception {
    var pull = pull();
    try (var log = EventLog.of(pull)) {
      pull.bind("mem://here");
      world.network().dialRaw("mem://here");
      log.next(SocketEvent.Accepted.class);

      pull.unbind("mem://here");

      log.next(SocketEvent.HandshakeFailed.class);
      log.next(SocketEvent.Stopped.class);
    }
  }
}
