package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.weftmq.Endpoint;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.actor.Sequel;
import org.weftmq.pattern.strategy.Collecting;
import org.weftmq.pattern.strategy.OnePeer;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeOwner;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;
import org.weftmq.test.ManualEnvironment;

/**
 * A thread that has put a message in or taken one out, and is held up just before it tells the
 * other side. What another thread does after it can be found as soon as that one's call returns,
 * and what the first one tells at last does no harm.
 */
class HeldUpTest {
  private final ManualEnvironment environment = new ManualEnvironment();
  private final SocketActor<Message, Message> near = actor();
  private final SocketActor<Message, Message> far = actor();
  private final Pipe pipe = Pipe.open();

  private SocketActor<Message, Message> actor() {
    return actor(SocketType.PAIR, new OnePeer(SocketType.PAIR));
  }

  private SocketActor<Message, Message> actor(SocketType type, Routing<Message, Message> routing) {
    return new SocketActor<>(environment, type, routing, () -> {}, () -> false);
  }

  private static Message message(int number) {
    return Message.of("" + number);
  }

  private boolean sends(int number) {
    return near.callers().offer(message(number)) == Outcome.ACCEPTED;
  }

  /** Catches: a receive that finds nothing though a send has returned; a pipe that counts twice. */
  @Test
  void whatOthersSendCanBeReceivedAtOnce() throws PeerRefused {
    near.pipes().attach(pipe, new Nowhere(), List.of());
    far.pipes().attach(pipe.far(), new Nowhere(), List.of());
    assertThat(far.callers().poll()).isNull();

    pipe.put(message(1));
    Pipe.fence();
    assertThat(pipe.isToBeWoken()).isTrue(); // and now the sender of the first one is held up
    assertThat(sends(2)).isTrue();

    assertThat(far.callers().poll()).isEqualTo(message(1));
    assertThat(far.callers().poll()).isEqualTo(message(2));
    assertThat(far.callers().poll()).isNull();

    tell(pipe);
    assertThat(sends(3)).isTrue();
    assertThat(far.callers().poll()).isEqualTo(message(3));
    assertThat(far.callers().poll()).isNull();
  }

  /** Catches: a peer that is served twice in each round, because two told of it. */
  @Test
  void aPeerThatTwoTellOfIsServedOnceInARound() throws PeerRefused {
    var pull = actor(SocketType.PULL, new Collecting());
    var others = Pipe.open();
    for (var way : List.of(pipe, others)) {
      actor().pipes().attach(way, new Nowhere(), List.of());
      pull.pipes().attach(way.far(), new Nowhere(), List.of());
    }
    assertThat(pull.callers().poll()).isNull();

    pipe.put(message(1));
    for (var teller = 0; teller < 2; teller++) {
      Pipe.fence();
      assertThat(pipe.isToBeWoken()).isTrue();
    }
    tell(pipe);
    tell(pipe);
    pipe.put(message(2));
    pipe.put(message(3));
    others.put(message(4));
    assertThat(others.isToBeWoken()).isTrue();
    tell(others);

    assertThat(Stream.generate(pull.callers()::poll).limit(4))
        .containsExactly(message(1), message(4), message(2), message(3));
  }

  /** Catches: a send that finds no room though a receive has returned; room that counts twice. */
  @Test
  void whereOthersReceivedThereIsRoomAtOnce() throws PeerRefused {
    fillAndReceive(2);
  }

  /**
   * Catches: the same where room comes back in halves of the mark, and only others gave it back.
   */
  @Test
  void whereOthersGaveRoomBackThereIsRoomAtOnce() throws PeerRefused {
    fillAndReceive(5);
  }

  private void fillAndReceive(int mark) throws PeerRefused {
    var receivers = new Receivers();
    near.set(SocketOptions.SEND_HIGH_WATER_MARK, mark - 1);
    near.pipes().attach(pipe, new Nowhere(), List.of());
    pipe.far().own(receivers);
    pipe.far().marks(0, 1);
    for (var number = 0; number < mark; number++) {
      assertThat(sends(number)).isTrue();
    }
    assertThat(sends(mark)).isFalse();

    var next = 0;
    while (receivers.heldUp.isEmpty()) {
      assertThat(pipe.far().poll()).isEqualTo(message(next++));
    }
    var first = receivers.heldUp.remove();
    assertThat(pipe.far().poll()).isEqualTo(message(next++));
    assertThat(receivers.heldUp).as("told by the second, too").hasSize(1);
    receivers.heldUp.remove().run();

    assertThat(sends(mark)).isTrue();
    first.run();
    var number = mark + 1;
    while (sends(number)) {
      number++;
    }
    for (; next < number; next++) {
      assertThat(pipe.far().poll()).isEqualTo(message(next));
    }
    assertThat(pipe.far().poll()).isNull();
  }

  private void tell(Pipe end) {
    var sequel = new Sequel(environment);
    end.run(sequel);
    sequel.run();
  }

  /** The far end, whose threads are held up one after another when they are to tell something. */
  private final class Receivers implements PipeOwner {
    private final Queue<Runnable> heldUp = new ArrayDeque<>();

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

    @Override
    public void tell(Pipe end, PipeSignal signal) {
      heldUp.add(
          () -> {
            var sequel = new Sequel(environment);
            end.tell(signal, sequel);
            sequel.run();
          });
    }
  }

  /** What nobody ends here. */
  private static final class Nowhere implements Link {
    @Override
    public Endpoint endpoint() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void left(Peer peer) {}

    @Override
    public boolean isGivenUp() {
      return false;
    }

    @Override
    public void sever(Pipe pipe, String why) {}

    @Override
    public void end(Pipe pipe) {}
  }
}
