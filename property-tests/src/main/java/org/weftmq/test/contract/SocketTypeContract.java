package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.NoRouteException;
import org.weftmq.PeerFullException;
import org.weftmq.SocketClosedException;
import org.weftmq.WrongStateException;
import org.weftmq.test.Characteristics.Mute;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Crew;
import org.weftmq.test.Eventually;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.Talker;
import org.weftmq.test.Tries;

/**
 * What is true of any socket type, whomever it sends to and receives from: messages stay whole and
 * in order, marks hold, the ledger balances, a wrong turn changes nothing, close wakes everybody. A
 * class of tests that implements it inherits them all.
 *
 * <pre>{@code
 * class PushContractTest implements SocketTypeContract {
 *   public Talker subject(Context context) {
 *     return Talker.of(context, SocketType.PUSH);
 *   }
 *
 *   public Talker peer(Context context) {
 *     return Talker.of(context, SocketType.PULL);
 *   }
 * }
 * }</pre>
 *
 * What a type is to do where types differ, {@link org.weftmq.test.Characteristics} says.
 */
@NoLeaks
public interface SocketTypeContract {
  /** A new socket of the type. */
  Talker subject(Context context);

  /** A new socket that such a one may talk to. */
  Talker peer(Context context);

  /** How many frames a word has in these tests: at least 1, and 1 where no more are allowed. */
  default int frames() {
    return 3;
  }

  /** Catches: messages to a peer that are lost, come twice, in another order, or in parts. */
  @Test
  default void sendsWholeMessagesInOrder() {
    try (var stage = new Stage(this, 1)) {
      assumeTrue(stage.row().sends() && !stage.isInTurns());
      for (var round = 0; round < 7; round++) {
        var words = stage.words(Stage.ROOM - 1); // credit for one may not have come back as yet
        for (var word : words) {
          assertThat(stage.subjectSays(word)).as("takes %s", word).isTrue();
        }
        assertThat(stage.allThatPeerHears())
            .as("what the peer hears, in round %d", round)
            .isEqualTo(words);
      }
    }
  }

  /** Catches: messages of a peer that are lost, come twice, in another order, or in parts. */
  @Test
  default void receivesWholeMessagesInOrder() {
    try (var stage = new Stage(this, 1)) {
      assumeTrue(stage.row().receives() && stage.peersRow().sends() && !stage.isInTurns());
      stage.introduce();
      for (var word : stage.words(20)) {
        assertThat(stage.peerSays(word)).as("the peer says %s", word).isTrue();
      }

      assertThat(stage.allThatSubjectHears()).as("what it hears").isEqualTo(stage.words(20));
    }
  }

  /** Catches: a turn that can be skipped, and a wrong one that changes something (28/REQREP). */
  @Test
  default void aWrongTurnThrowsAndChangesNothing() {
    try (var stage = new Stage(this, 1)) {
      assumeTrue(stage.row().order() == Order.ASKS || stage.row().order() == Order.ANSWERS);
      var asks = stage.row().order() == Order.ASKS;
      for (var i = 0; i < 6; i += 2) {
        var question = stage.word(i);
        var answer = stage.word(i + 1);
        if (asks) {
          refuses(stage::subjectHears);
          assertThat(stage.subjectSays(question)).as("asks").isTrue();
          refuses(() -> stage.subjectSays(stage.word(99)));
          assertThat(stage.peerHears()).contains(question);
          assertThat(stage.peerSays(answer)).isTrue();
          assertThat(stage.subjectHears()).contains(answer);
        } else {
          refuses(() -> stage.subjectSays(stage.word(99)));
          assertThat(stage.peerSays(question)).isTrue();
          assertThat(stage.subjectHears()).contains(question);
          refuses(stage::subjectHears);
          assertThat(stage.subjectSays(answer)).as("answers").isTrue();
          assertThat(stage.peerHears()).contains(answer);
        }
      }
    }
  }

  private static void refuses(ThrowingCallable turn) {
    assertThatThrownBy(turn).as("a wrong turn").isInstanceOf(WrongStateException.class);
  }

  /** Catches: a mark that lets more in, or less; one that is full and loses what it has. */
  @Test
  default void keepsToItsMark() {
    try (var stage = new Stage(this, 1)) {
      assumeTrue(stage.row().sends() && !stage.isInTurns());
      for (var word : stage.words(Stage.ROOM)) {
        assertThat(stage.subjectSays(word)).as("room for %s", word).isTrue();
      }
      var before = stage.stats();
      var more = stage.word(99);

      switch (stage.row().mute()) {
        case BLOCKS -> {
          assertThat(stage.subjectSays(more)).as("room for more than its mark").isFalse();
          assertThat(stage.stats()).as("as if not asked").isEqualTo(before);
        }
        case DROPS -> {
          stage.subjectSays(more);
          assertThat(stage.stats().droppedTotal())
              .as("what was dropped")
              .isEqualTo(before.droppedTotal() + 1);
        }
        case FAILS ->
            assertThatThrownBy(
                    () -> {
                      if (!stage.subjectSays(more)) {
                        throw new PeerFullException("no room now");
                      }
                    })
                .isInstanceOf(PeerFullException.class);
        case NONE -> throw new AssertionError("what sends may always find that nobody takes it");
      }
      assertThat(stage.allThatPeerHears()).isEqualTo(stage.words(Stage.ROOM));
      assertThat(stage.subjectSays(more)).as("room once all was heard").isTrue();
    }
  }

  /** Catches: a message without a peer that is neither refused nor counted. */
  @Test
  default void knowsWhatToDoWithoutAPeer() {
    try (var stage = new Stage(this, 0)) {
      assumeTrue(stage.row().sends() && stage.row().order() != Order.ANSWERS);
      var before = stage.stats();
      var word = stage.word(0);
      switch (stage.row().mute()) {
        case BLOCKS -> assertThat(stage.subjectSays(word)).as("takes what nobody takes").isFalse();
        case DROPS -> assertThat(stage.subjectSays(word)).as("drops what nobody takes").isTrue();
        case FAILS ->
            assertThatThrownBy(() -> stage.subjectSays(word)).isInstanceOf(NoRouteException.class);
        case NONE -> throw new AssertionError("what sends may always find that nobody takes it");
      }
      assertThat(stage.stats().droppedTotal() - before.droppedTotal())
          .as("what was dropped")
          .isEqualTo(stage.row().mute() == Mute.DROPS ? 1 : 0);
    }
  }

  /** Catches: a message that is in no column of the ledger, or in two, whatever happens. */
  @Test
  default void itsLedgerBalancesAtEachMoment() {
    for (var seed = 1; seed <= Tries.scaled(10); seed++) {
      var random = new SplittableRandom(seed);
      try (var stage = new Stage(this, 2)) {
        for (var step = 0; step < 60; step++) {
          stage.anything(random, step);
          var stats = stage.stats();
          assertThat(stats.isBalanced()).as("seed %d, step %d: %s", seed, step, stats).isTrue();
        }
      }
    }
  }

  /** Catches: a socket that does something after its end, or does not say that it is closed. */
  @Test
  default void refusesEverythingOnceItIsClosed() {
    try (var stage = new Stage(this, 1)) {
      stage.subject().close();
      if (stage.row().sends()) {
        isClosed(() -> stage.subjectSays(stage.word(0)));
      }
      if (stage.row().receives()) {
        isClosed(stage::subjectHears);
      }
      isClosed(() -> stage.subject().socket().connect("inproc://nobody"));
      isClosed(() -> stage.subject().socket().bind("inproc://nobody"));
    }
  }

  private static void isClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SocketClosedException.class)
        .hasMessageContaining("closed");
  }

  /** Catches: one who waits for a message and sleeps on when the socket is closed. */
  @Test
  default void closeWakesThoseWhoReceive() throws Exception {
    try (var stage = new Stage(this, 0)) {
      assumeTrue(stage.row().receives() && stage.row().order() != Order.ASKS);
    }
    closeWakes(talker -> talker.hears("never", Duration.ofMinutes(1)));
  }

  /** Catches: one who waits for a peer and sleeps on when the socket is closed. */
  @Test
  default void closeWakesThoseWhoSend() throws Exception {
    try (var stage = new Stage(this, 0)) {
      assumeTrue(stage.row().mute() == Mute.BLOCKS);
    }
    closeWakes(talker -> talker.say("nobody is there"));
  }

  /** A call that waits. */
  @FunctionalInterface
  interface Wait {
    /** Waits in that socket. */
    void in(Talker talker) throws InterruptedException;
  }

  private void closeWakes(Wait wait) throws Exception {
    var time = Duration.ofSeconds(20);
    try (var context = Context.open();
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var talker = subject(context);
      for (var i = 0; i < 3; i++) {
        var thread = crew.start(() -> isClosed(() -> wait.in(talker)));
        Eventually.within(time).see("the call waits", thread::getState, SocketTypeContract::waits);
      }

      talker.close();

      crew.join(time);
    }
  }

  private static boolean waits(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }
}
