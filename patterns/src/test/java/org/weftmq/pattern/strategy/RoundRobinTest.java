package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.weftmq.Message;
import org.weftmq.pattern.fixture.Bench;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;

class RoundRobinTest {
  private final Bench<Message, Message> bench = new Bench<>(new Dealing(), 2);

  private Outcome send(String text) {
    return bench.send(Message.of(text));
  }

  @Test
  void sendsToEachPeerInTurn() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    var c = bench.join();

    for (var i = 1; i <= 6; i++) {
      send("" + i);
    }

    assertThat(a.texts()).containsExactly("1", "4");
    assertThat(b.texts()).containsExactly("2", "5");
    assertThat(c.texts()).containsExactly("3", "6");
  }

  @Test
  void sendsEverythingToTheOnlyPeer() throws PeerRefused {
    var only = bench.join();

    send("1");
    send("2");

    assertThat(only.texts()).containsExactly("1", "2");
  }

  @Test
  void waitsWhileThereIsNoPeer() throws PeerRefused {
    assertThat(send("too early")).isEqualTo(Outcome.WAIT);

    var late = bench.join();

    assertThat(send("1")).isEqualTo(Outcome.ACCEPTED);
    assertThat(late.texts()).containsExactly("1");
  }

  @Test
  void skipsAPeerThatIsFull() throws PeerRefused {
    var full = bench.join();
    var a = bench.join();
    var b = bench.join();
    for (var i = 1; i <= 6; i++) {
      send("" + i);
    }
    a.got();
    b.got();

    send("7");
    send("8");
    send("9");

    assertThat(a.texts()).containsExactly("7", "9");
    assertThat(b.texts()).containsExactly("8");
    assertThat(full.texts()).containsExactly("1", "4");
  }

  @Test
  void waitsWhileAllAreFullAndGoesOnWhenOneHasRoom() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    for (var i = 1; i <= 4; i++) {
      send("" + i);
    }

    assertThat(send("5")).isEqualTo(Outcome.WAIT);
    b.got();
    assertThat(send("5")).isEqualTo(Outcome.ACCEPTED);

    assertThat(b.texts()).containsExactly("5");
    assertThat(a.texts()).containsExactly("1", "3");
  }

  @Test
  void aPeerThatHasRoomAgainJoinsAtTheEnd() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    for (var i = 1; i <= 4; i++) {
      send("" + i);
    }
    send("nobody has room, so all are armed");

    b.got();
    a.got();
    send("5");
    send("6");

    assertThat(b.texts()).containsExactly("5");
    assertThat(a.texts()).containsExactly("6");
  }

  @Test
  void aPeerThatLeavesDoesNotTakeTheTurnOfOthers() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    var c = bench.join();
    send("1");

    b.leaves();
    send("2");
    send("3");

    assertThat(c.texts()).containsExactly("2");
    assertThat(a.texts()).containsExactly("1", "3");
    assertThat(b.texts()).isEmpty();
  }

  @Test
  void skipsAPeerWhoseLeavingItHasNotHeardOf() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    bench.hearsLater();

    a.leaves();

    assertThat(send("1")).isEqualTo(Outcome.ACCEPTED);
    assertThat(b.texts()).containsExactly("1");
    b.leaves();
    assertThat(send("2")).isEqualTo(Outcome.WAIT);
    bench.hears();
    assertThat(send("3")).isEqualTo(Outcome.WAIT);
  }

  @Test
  void aNewPeerJoinsAtTheEnd() throws PeerRefused {
    var a = bench.join();
    var b = bench.join();
    send("1");

    var c = bench.join();
    send("2");
    send("3");
    send("4");

    assertThat(b.texts()).containsExactly("2");
    assertThat(a.texts()).containsExactly("1", "3");
    assertThat(c.texts()).containsExactly("4");
  }
}
