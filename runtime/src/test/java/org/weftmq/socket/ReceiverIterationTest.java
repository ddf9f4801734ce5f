package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.ReceiveInterruptedException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.TimedOutException;
import org.weftmq.fixture.World;

class ReceiverIterationTest {
  @RegisterExtension final World world = new World();

  @Test
  void aLoopReceivesUntilTheSocketIsClosed() throws Exception {
    var pull = world.open(SocketType.PULL).bind("inproc://here");
    var push = world.open(SocketType.PUSH).connect("inproc://here");
    push.send("a");
    push.send("b");
    var loop =
        world.blocked(
            () -> {
              var got = new ArrayList<String>();
              for (var message : pull) {
                got.add(message.text());
              }
              return got;
            });

    pull.close();

    assertThat(loop.result()).isEqualTo(List.of("a", "b"));
  }

  @Test
  void aLoopThatIsInterruptedThrowsAndKeepsTheFlag() throws Exception {
    var pull = world.open(SocketType.PULL).bind("inproc://here");
    var loop =
        world.blocked(
            () -> {
              try {
                return pull.iterator().hasNext();
              } catch (ReceiveInterruptedException e) {
                return e;
              }
            });

    loop.interrupt();

    assertThat(loop.result()).isInstanceOf(ReceiveInterruptedException.class);
    assertThat(loop.wasLeftInterrupted()).isTrue();
  }

  @Test
  void lookingTwiceConsumesOneMessage() throws Exception {
    var pull = world.open(SocketType.PULL).bind("inproc://here");
    world.open(SocketType.PUSH).connect("inproc://here").send("once");
    var messages = pull.iterator();

    assertThat(messages.hasNext()).isTrue();
    assertThat(messages.hasNext()).isTrue();
    assertThat(messages.next().text()).isEqualTo("once");
    assertThat(pull.tryReceive()).isEmpty();
  }

  @Test
  void askingForMoreOfAClosedSocketFails() {
    var pull = world.open(SocketType.PULL);
    pull.close();

    assertThatThrownBy(() -> pull.iterator().next()).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void theReceiveTimeoutCountsForEachStep() {
    var pull = world.open(SocketType.PULL).set(SocketOptions.RECEIVE_TIMEOUT, Duration.ofMillis(1));

    assertThatThrownBy(() -> pull.iterator().hasNext()).isInstanceOf(TimedOutException.class);
  }
}
