package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.actor.Sequel;
import org.weftmq.fixture.FifoRouting;
import org.weftmq.fixture.World;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeOwner;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

/** New callers queue behind those who wait for the same thing, even before these were told. */
class OvertakingTest {
  private static final Duration LONG = Duration.ofHours(1);

  @RegisterExtension final World world = new World();

  /** The far end, whose owner tells nobody anything: as if it came to a halt before it could. */
  private static final class Silent implements PipeOwner {
    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

    @Override
    public void tell(Pipe far, PipeSignal signal) {}
  }

  /** Sends to one named pipe each, like a ROUTER: the first frame is its number. */
  private static final class ByName extends FifoRouting {
    private final List<Pipe> pipes = new ArrayList<>();

    @Override
    public void attached(Pipe pipe) throws PeerRefused {
      super.attached(pipe);
      pipes.add(pipe);
    }

    @Override
    public Outcome send(Message message) {
      var pipe = pipes.get(Integer.parseInt(message.text()));
      do {
        if (pipe.offer(message)) {
          return Outcome.ACCEPTED;
        }
      } while (!pipe.armWritable());
      return new Outcome.WaitFor(pipe);
    }
  }

  private SocketActor<Message, Message> actor(FifoRouting routing) {
    var actor = new SocketActor<>(world, SocketType.PAIR, routing, () -> {}, () -> false);
    actor.set(SocketOptions.SEND_HIGH_WATER_MARK, 1);
    return actor;
  }

  private static Pipe attach(SocketActor<?, ?> actor) {
    var pipe = Pipe.open();
    pipe.far().own(new Silent());
    actor
        .callers()
        .inTurn(
            () -> {
              try {
                actor.pipes().attach(pipe, nowhere(), List.of());
                return null;
              } catch (PeerRefused e) {
                throw new AssertionError(e);
              }
            });
    return pipe.far();
  }

  /** A link of which nothing is asked here but what it notes on pipes: nothing. */
  private static Link nowhere() {
    return (Link)
        Proxy.newProxyInstance(
            Link.class.getClassLoader(),
            new Class<?>[] {Link.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("note")) {
                return Optional.empty();
              }
              throw new AssertionError(method);
            });
  }

  @Test
  void aTryDoesNotTakeTheRoomOfOneWhoWaits() throws Exception {
    var actor = actor(new FifoRouting());
    var peer = attach(actor);
    actor.callers().offer(Message.of("0"));
    var waiting =
        world.blocked(() -> actor.callers().send(Message.of("waited"), () -> LONG.toNanos()));

    peer.poll(); // there is room now, but nobody was told
    actor.callers().offer(Message.of("tried"));

    assertThat(peer.poll()).isEqualTo(Message.of("waited"));
    assertThat(waiting.result()).isTrue();
  }

  @Test
  void aTryDoesNotTakeTheMessageOfOneWhoWaits() throws Exception {
    var actor = actor(new FifoRouting());
    var peer = attach(actor);
    var waiting = world.blocked(() -> actor.callers().receive(() -> LONG.toNanos()));

    peer.offer(Message.of("1")); // nobody was told
    var tried = actor.callers().poll();

    assertThat(tried).isNull();
    assertThat(waiting.result()).isEqualTo(Message.of("1"));
  }

  @Test
  void aSelectDoesNotTakeTheMessageOfOneWhoWaits() throws Exception {
    var actor = actor(new FifoRouting());
    var peer = attach(actor);
    var waiting = world.blocked(() -> actor.callers().receive(() -> LONG.toNanos()));

    peer.offer(Message.of("1")); // nobody was told
    var selected = new Receive<>(actor, actor::take);
    actor.callers().attempt(selected);

    assertThat(selected.isDecided()).isFalse();
    assertThat(waiting.result()).isEqualTo(Message.of("1"));
  }

  @Test
  void aTryDoesNotTakeTheRoomOfOneWhoWaitsForThatPeer() throws Exception {
    var actor = actor(new ByName());
    var peer = attach(actor);
    actor.callers().offer(Message.of("0", "first"));
    var waiting =
        world.blocked(() -> actor.callers().send(Message.of("0", "waited"), () -> LONG.toNanos()));

    peer.poll(); // there is room now, but nobody was told
    actor.callers().offer(Message.of("0", "tried"));

    assertThat(peer.poll()).isEqualTo(Message.of("0", "waited"));
    assertThat(waiting.result()).isTrue();
  }

  @Test
  void oneWhoWaitsForAPeerDelaysNoOther() throws Exception {
    var actor = actor(new ByName());
    attach(actor);
    var other = attach(actor);
    actor.callers().offer(Message.of("0", "first"));
    var waiting =
        world.blocked(() -> actor.callers().send(Message.of("0", "waits"), () -> LONG.toNanos()));

    assertThat(actor.callers().offer(Message.of("1", "passes"))).isEqualTo(Outcome.ACCEPTED);

    assertThat(other.poll()).isEqualTo(Message.of("1", "passes"));
    assertThat(waiting.isDone()).isFalse();
  }

  @Test
  void thoseWhoWaitForDifferentPeersAreServedAsTheirPeersGetRoom() throws Exception {
    var routing = new ByName();
    var actor = actor(routing);
    var one = attach(actor);
    var two = attach(actor);
    actor.callers().offer(Message.of("0", "first"));
    actor.callers().offer(Message.of("1", "first"));
    var first =
        world.blocked(() -> actor.callers().send(Message.of("0", "a"), () -> LONG.toNanos()));
    var second =
        world.blocked(() -> actor.callers().send(Message.of("1", "b"), () -> LONG.toNanos()));

    two.poll();
    actor.callers().inTurn(() -> "serve");

    assertThat(second.result()).isTrue();
    assertThat(first.isDone()).isFalse();
    one.poll();
    actor.callers().inTurn(() -> "serve");
    assertThat(first.result()).isTrue();
  }
}
