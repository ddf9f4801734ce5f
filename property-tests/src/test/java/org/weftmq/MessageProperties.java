package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.weftmq.test.WeftDomain;

/** A message is the list of its frames, of which there is at least one. */
@Domain(WeftDomain.class)
@Domain(DomainContext.Global.class)
class MessageProperties {
  /** Catches: a frame lost or moved between the first and the rest. */
  @Property
  void isItsFrames(@ForAll Message message) {
    var frames = message.frames();

    assertThat(Message.of(frames)).isEqualTo(message).hasSameHashCodeAs(message);
    assertThat(frames).hasSize(message.size());
    assertThat(message.first()).isEqualTo(frames.getFirst());
    assertThat(message.text()).isEqualTo(frames.getFirst().text());
    for (var i = 0; i < message.size(); i++) {
      assertThat(message.frame(i)).isEqualTo(frames.get(i));
      assertThat(message.text(i)).isEqualTo(frames.get(i).text());
    }
    assertThat(message.byteSize()).isEqualTo(frames.stream().mapToLong(Frame::size).sum());
  }

  /** Catches: equality that joins frames: ["ab"] is not ["a", "b"]. */
  @Property
  void isEqualExactlyIfTheFramesAre(@ForAll Message a, @ForAll Message b) {
    assertThat(a.equals(b)).isEqualTo(a.frames().equals(b.frames()));
  }

  /** Catches: envelopes that are put on or taken off wrongly. */
  @Property
  void losesExactlyWhatWasPutInFront(@ForAll Message message, @ForAll List<Frame> envelope) {
    var wrapped = message;
    for (var frame : envelope.reversed()) {
      wrapped = wrapped.prepend(frame);
    }

    var all = new ArrayList<>(envelope);
    all.addAll(message.frames());
    assertThat(wrapped.frames()).isEqualTo(all);
    assertThat(wrapped.skip(envelope.size())).isEqualTo(message);
  }

  /** Catches: a frame appended in the wrong place, or to the original. */
  @Property
  void growsBehindWithoutChanging(@ForAll Message message, @ForAll Frame frame) {
    var before = message.frames();

    var longer = message.append(frame);

    assertThat(longer.size()).isEqualTo(message.size() + 1);
    assertThat(longer.frame(message.size())).isEqualTo(frame);
    assertThat(longer.frames().subList(0, message.size())).isEqualTo(before);
    assertThat(message.frames()).isEqualTo(before);
  }

  /** Catches: a message of no frames. */
  @Property
  void cannotLoseAllFrames(
      @ForAll Message message, @ForAll @IntRange(min = -2, max = 8) int count) {
    if (count >= 0 && count < message.size()) {
      assertThat(message.skip(count).frames())
          .isEqualTo(message.frames().subList(count, message.size()));
    } else {
      assertThatThrownBy(() -> message.skip(count)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Catches: a message that changes with the list it was made of, or through the one it gives. */
  @Property
  void sharesNoList(@ForAll Message message) {
    var given = new ArrayList<>(message.frames());
    var made = Message.of(given);

    given.replaceAll(frame -> Frame.of("changed"));

    assertThat(made).isEqualTo(message);
    assertThatThrownBy(() -> made.frames().set(0, Frame.empty()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** Catches: an absent frame that is found only by the thread that writes it to the network. */
  @Example
  void hasNoAbsentFrame() {
    var some = Message.of("a");
    var absent = new ArrayList<Frame>();
    absent.add(Frame.empty());
    absent.add(null);

    assertThatThrownBy(() -> some.prepend(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> some.append(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Message.of(absent)).isInstanceOf(NullPointerException.class);
  }
}
