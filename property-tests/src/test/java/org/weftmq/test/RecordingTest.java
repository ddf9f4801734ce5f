package org.weftmq.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.SocketStats;
import org.weftmq.pattern.pair.Pair;

/** The charts that explain failures. */
class RecordingTest {
  private final Recording recording = new Recording();

  /** Catches: a moment in the wrong column, or drawn as what it was not. */
  @Test
  void drawsOneColumnForEachLaneAndOneRowForEachMoment() {
    recording.does("push", "send a");
    recording.passes("push", "pull", "a");
    recording.drops("push", "PEER_FULL b");
    recording.tells("pull", "PeerLeft: reset");
    recording.passes("pull", "push", "c");

    assertThat(recording.chart())
        .isEqualTo(
            """
            o: done   x: dropped   !: told   >: passed on
                   push           pull
                1  o send a       |
                2  |----- a ----->|
                3  x PEER_FULL b  |
                4  |              ! PeerLeft: reset
                5  |<----- c -----|\
            """);
  }

  /** Catches: a text that runs into the next column, and a line that breaks the picture. */
  @Test
  void cutsWhatIsTooLong() {
    recording.does("a", "x".repeat(100) + "\nsecond line");
    recording.does("b", "y");

    var rows = recording.chart().lines().toList();

    assertThat(rows).hasSize(4);
    assertThat(rows.get(2)).contains("xxx..").hasSizeLessThan(60);
  }

  /** Catches: a picture that nobody can read because it is too long, or whose end is missing. */
  @Test
  void leavesOutTheMiddleOfALongRun() {
    for (var i = 1; i <= 1000; i++) {
      recording.does("thread", "act " + i);
    }

    assertThat(recording.chart())
        .contains("act 1\n", "925 moments are left out", "act 941\n")
        .endsWith("act 1000")
        .doesNotContain("act 500");
  }

  /** Catches: drops that are shown again and again, or not at all. */
  @Test
  void showsEachDropOfALedgerOnce() {
    recording.ledger("pub", stats(Map.of(DropReason.PEER_FULL, 2L)));
    recording.ledger("pub", stats(Map.of(DropReason.PEER_FULL, 2L)));
    recording.ledger("pub", stats(Map.of(DropReason.PEER_FULL, 3L, DropReason.PEER_GONE, 1L)));

    assertThat(recording.chart().lines().filter(row -> row.contains(" x ")))
        .satisfiesExactly(
            row -> assertThat(row).contains("PEER_FULL +2"),
            row -> assertThat(row).contains("PEER_FULL +1"),
            row -> assertThat(row).contains("PEER_GONE +1"));
  }

  private static SocketStats stats(Map<DropReason, Long> dropped) {
    return new SocketStats(10, 0, 0, dropped, 0, 0, 1);
  }

  /** Catches: events of a socket that are not in the picture. */
  @Test
  void showsTheEventsOfTheSocketsItWatches() {
    try (var context = Context.open()) {
      var pair = Pair.open(context);
      recording.watch("pair", pair);
      pair.bind("inproc://watched");

      assertThat(recording.chart()).contains("! Listening");
    }
  }
}
