package org.weftmq.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.NoCodecException;
import org.weftmq.actor.Sequel;
import org.weftmq.system.SystemEnvironment;

class ObjectPipeTest {
  private final SystemEnvironment environment = new SystemEnvironment();
  private final Pipe near = Pipe.open();

  private void own() {
    near.own(
        new PipeOwner() {
          @Override
          public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

          @Override
          public void tell(Pipe end, PipeSignal signal) {
            end.tell(signal, new Sequel(environment));
          }
        });
  }

  @Test
  void carriesObjectsBetweenSockets() {
    own();
    var object = new Object();

    near.offer(Message.ofObject(object));

    assertThat(((Message) near.far().poll()).object()).isSameAs(object);
  }

  @Test
  void refusesAnObjectThatNobodyWouldEncode() {
    own();
    new BlockingPipe(near.far(), environment);

    assertThatThrownBy(() -> near.offer(Message.ofObject("x")))
        .isInstanceOf(NoCodecException.class)
        .hasMessageContaining("object-codec");

    assertThat(near.tally().offered()).isZero();
    assertThat(near.offer(Message.of("x"))).isTrue();
  }

  /** Catches: an object that is put where nobody would make bytes of it. */
  @Test
  void refusesToPutAnObjectThatNobodyWouldEncode() {
    own();
    new BlockingPipe(near.far(), environment);

    assertThatThrownBy(() -> near.put(Message.ofObject("x"))).isInstanceOf(NoCodecException.class);

    assertThat(near.tally().offered()).isZero();
    assertThat(near.put(Message.of("x"))).isTrue();
  }

  @Test
  void refusesAnObjectInAnyFrame() {
    own();
    new BlockingPipe(near.far(), environment);

    var message =
        Message.of("a", "b").append(Message.ofObject("x").first()).append(Message.of("c").first());

    assertThatThrownBy(() -> near.refuseObject(message)).isInstanceOf(NoCodecException.class);
    near.refuseObject(Message.of("a", "b"));
  }

  @Test
  void countsWhatCouldNotBeEncoded() throws Exception {
    own();
    var far = new BlockingPipe(near.far(), environment, true);
    near.offer(Message.of("1"));
    near.offer(Message.ofObject("2"));
    near.offer(Message.of("3"));
    far.take();
    far.take();
    far.spoiled();
    far.take();

    far.sent(2);

    assertThat(near.tally().offered()).isEqualTo(3);
    assertThat(near.tally().written()).isEqualTo(2);
    assertThat(near.tally().spoiled()).isEqualTo(1);
    assertThat(near.tally().queued()).isZero();
    assertThat(near.tally().isFlushed()).isTrue();
  }
}
