package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.SocketClosedException;
import org.weftmq.SocketType;
import org.weftmq.fixture.FifoSocket;
import org.weftmq.fixture.ManualWorld;

class AwaitPeersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final ManualWorld world = new ManualWorld();

  private FifoSocket pull() {
    return world.open(SocketType.PULL).bind("inproc://here").bind("mem://here");
  }

  private FifoSocket join() {
    return world.open(SocketType.PUSH).connect("inproc://here");
  }

  @Test
  void waitsUntilThatManyAreThere() throws Exception {
    var pull = pull();
    join();
    var waiting = world.blocked(() -> pull.awaitPeers(2, HOUR));

    world.network().dialRaw("mem://here").greet(SocketType.PUSH);

    assertThat(waiting.result()).isTrue();
  }

  @Test
  void doesNotWaitWhenTheyAreThere() throws Exception {
    var pull = pull();
    join();

    assertThat(pull.awaitPeers(1, Duration.ZERO)).isTrue();
    assertThat(pull.awaitPeers(0, Duration.ZERO)).isTrue();
  }

  @Test
  void saysWhenTheTimeIsOver() throws Exception {
    var pull = pull();
    var waiting = world.blocked(() -> pull.awaitPeers(1, Duration.ofMinutes(1)));

    world.pass(Duration.ofMinutes(1));

    assertThat(waiting.result()).isFalse();
  }

  @Test
  void thoseWhoLeftDoNotCount() throws Exception {
    var pull = pull();
    join().close();

    assertThat(pull.awaitPeers(1, Duration.ZERO)).isFalse();
  }

  @Test
  void thoseInTheirHandshakeDoNotCount() throws Exception {
    var pull = pull();
    world.network().dialRaw("mem://here").awaitGreeting();

    assertThat(pull.awaitPeers(1, Duration.ZERO)).isFalse();
  }

  @Test
  void severalMayWaitForDifferentNumbers() throws Exception {
    var pull = pull();
    var two = world.blocked(() -> pull.awaitPeers(2, HOUR));
    var one = world.blocked(() -> pull.awaitPeers(1, HOUR));

    join();
    assertThat(one.result()).isTrue();
    assertThat(two.isDone()).isFalse();
    join();

    assertThat(two.result()).isTrue();
  }

  @Test
  void endsWithTheSocket() throws Exception {
    var pull = pull();
    var waiting = world.blocked(() -> pull.awaitPeers(1, HOUR));

    pull.close();

    assertThatThrownBy(waiting::result).isInstanceOf(SocketClosedException.class);
  }
}
