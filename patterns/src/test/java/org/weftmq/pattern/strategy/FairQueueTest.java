package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.spi.Control;
import org.weftmq.spi.PeerRefused;

class FairQueueTest {
  private final Bench<Message, Message> bench = new Bench<>(new Dealing());

  private List<String> receiveAll() {
    var texts = new ArrayList<String>();
    for (var message = bench.receive(); message != null; message = bench.receive()) {
      texts.add(message.text());
    }
    return texts;
  }

  @Test
  void receivesOneMessageOfEachPeerInTurn() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    var c = bench.join();
    List.of("a1", "a2", "a3").forEach(a::sends);
    List.of("b1").forEach(b::sends);
    List.of("c1", "c2").forEach(c::sends);

    assertThat(receiveAll()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
  }

  @Test
  void aBacklogOfOnePeerDoesNotDelayAnother() throws PeerRefused {
    var busy = bench.join();
    var quiet = bench.join();
    for (var i = 0; i < 100; i++) {
      busy.sends("busy");
    }
    bench.receive();

    quiet.sends("quiet");

    assertThat(List.of(bench.receive().text(), bench.receive().text())).contains("quiet");
  }

  @Test
  void aPeerThatHadNothingIsHeardAgain() throws PeerRefused {
    var peer = bench.join();
    peer.sends("1");
    assertThat(receiveAll()).containsExactly("1");

    peer.sends("2");
    peer.sends("3");

    assertThat(receiveAll()).containsExactly("2", "3");
  }

  @Test
  void anIdlePeerIsAskedOnlyOnce() throws PeerRefused {
    var idle = bench.join();
    var other = bench.join();
    assertThat(receiveAll()).isEmpty();
    other.sends("1");
    idle.sends("2");

    assertThat(receiveAll()).containsExactly("1", "2"); // in the order in which they woke
    assertThat(receiveAll()).isEmpty();
  }

  @Test
  void passesOverControls() throws PeerRefused {
    var peer = bench.join();
    peer.sends(new Control.Subscribe(Frame.empty()));
    peer.sends("1");
    peer.sends(new Control.Cancel(Frame.empty()));

    assertThat(receiveAll()).containsExactly("1");
  }

  @Test
  void receivesWhatALostPeerSentAndThenClosesItsPipe() throws PeerRefused {
    var lost = bench.join();
    lost.sends("1");
    lost.sends("2");
    lost.leaves();

    assertThat(lost.told()).isEmpty();
    assertThat(receiveAll()).containsExactly("1", "2");
    assertThat(lost.told()).containsExactly(PipeSignal.ENDED);
  }

  @Test
  void closesThePipeOfAPeerThatLeavesWithNothingLeft() throws PeerRefused {
    var lost = bench.join();
    lost.sends("1");
    assertThat(receiveAll()).containsExactly("1");

    lost.leaves();

    assertThat(lost.told()).containsExactly(PipeSignal.ENDED);
    assertThat(receiveAll()).isEmpty();
  }

  @Test
  void forgetsDrainedPipesAlthoughNobodyReceivesAnyMore() throws PeerRefused {
    var first = bench.join();
    first.sends("all it ever sends");
    first.leaves();
    bench.receive(); // that was all, but only the next receive would find out

    bench.join().leaves();
    bench.join().leaves();

    assertThat(first.told()).containsExactly(PipeSignal.ENDED);
  }

  @Test
  void tellsAPeerThatItHasRoomAgain() throws PeerRefused {
    var narrow = new Bench<>(new Dealing(), 2);
    var peer = narrow.join();
    peer.sends("1");
    peer.sends("2");
    assertThat(peer.end().armWritable()).isTrue();

    narrow.receive();

    assertThat(peer.told()).containsExactly(PipeSignal.WRITABLE);
  }

  @Test
  void tellsWhomTheLastMessageCameFrom() throws PeerRefused {
    var queue = new FairQueue();
    var bench = new Bench<>(new Pulling(queue));
    var a = bench.join();
    var b = bench.join();
    a.sends("1");
    b.sends("2");

    bench.receive();
    assertThat(queue.from()).isSameAs(a.end().far());
    bench.receive();
    assertThat(queue.from()).isSameAs(b.end().far());
  }

  @Test
  void receivesTheOldestWithoutTurns() throws PeerRefused {
    var queue = new FairQueue();
    var bench = new Bench<>(new Pulling(queue));
    var a = bench.join();
    var b = bench.join();
    List.of("a1", "a2").forEach(a::sends);
    b.sends("b1");

    assertThat(queue.receiveOldest().text()).isEqualTo("a1");
    assertThat(queue.receiveOldest().text()).isEqualTo("a2");
    assertThat(queue.receiveOldest().text()).isEqualTo("b1");
    assertThat(queue.receiveOldest()).isNull();
  }
}
