package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.weftmq.DropReason.NO_PEER;
import static org.weftmq.DropReason.NO_SUBSCRIBER;
import static org.weftmq.DropReason.PEER_FULL;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.NoRouteException;
import org.weftmq.SocketType;
import org.weftmq.pattern.Company.Kind;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Mute;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Characteristics.Outgoing;
import org.weftmq.test.Reached;

/**
 * What becomes of a message that nobody can take, for every type that has a row in the RFCs' tables
 * of characteristics, among bare pipes and among sockets.
 */
class MuteProperties {
  private static final int FULL = Company.MARK + Company.PEERS_MARK;

  @Provide
  Arbitrary<SocketType> toTheLastPeer() {
    return Company.types(row -> row.outgoing() == Outgoing.LAST_PEER);
  }

  @Provide
  Arbitrary<SocketType> blocking() {
    return Company.types(row -> row.mute() == Mute.BLOCKS);
  }

  @Provide
  Arbitrary<SocketType> dropping() {
    return Company.types(row -> row.mute() == Mute.DROPS && row.order() != Order.ANSWERS);
  }

  @Provide
  Arbitrary<SocketType> failing() {
    return Company.types(row -> row.mute() == Mute.FAILS);
  }

  /** Catches: a message that is dropped, or queued for nobody, where the sender is to wait. */
  @Property
  void waitsWhileThereIsNobody(@ForAll("blocking") SocketType type, @ForAll Kind kind) {
    try (var company = Company.of(type, kind, 0)) {
      assertThat(company.says("nobody", 0)).isFalse();
      assertThat(company.subject().socket().stats().offered()).isZero();

      var first = company.joins();

      assertThat(company.says("somebody", 0)).isTrue();
      assertThat(first.hears()).contains("somebody");
    }
  }

  /** Catches: a mark that is not exact, a message lost at it, and room that is not noticed. */
  @Property
  void waitsWhileAllAreFull(
      @ForAll("blocking") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 4) int peers) {
    if (Characteristics.of(type).order() == Order.ASKS) {
      return; // one question at a time fills no queue
    }
    var one = Characteristics.of(type).outgoing() == Outgoing.ONLY_PEER;
    try (var company = Company.of(type, kind, one ? 1 : peers)) {
      var before = company.subject().socket().stats().offered();
      var said = new ArrayList<String>();
      while (said.size() < 100 && company.says("word " + said.size(), 0)) {
        said.add("word " + said.size());
      }
      // Room is given back by halves of the mark, so what was said before may still count.
      assertThat(said.size() + (int) before).isGreaterThanOrEqualTo(FULL * company.others().size());
      assertThat(said.size()).isLessThanOrEqualTo(FULL * company.others().size());
      assertThat(company.subject().socket().stats().offered()).isEqualTo(before + said.size());

      var heard = new ArrayList<String>();
      company.others().forEach(other -> heard.addAll(Company.allThatHears(other)));
      assertThat(heard).containsExactlyInAnyOrderElementsOf(said);
      assertThat(company.says("there is room", 0)).isTrue();
      assertThat(company.subject().socket().stats().droppedTotal()).isZero();
    }
  }

  /** Catches: a sender that waits for nobody, and a message dropped without being counted. */
  @Property
  void dropsWhatNobodyIsThereFor(@ForAll("dropping") SocketType type, @ForAll Kind kind) {
    try (var company = Company.of(type, kind, 0)) {
      assertThat(company.says("nobody", 0)).isTrue();

      var stats = company.subject().socket().stats();
      assertThat(stats.droppedTotal()).isEqualTo(1);
      assertThat(stats.dropped()).containsAnyOf(entry(NO_PEER, 1L), entry(NO_SUBSCRIBER, 1L));
      assertThat(stats.isBalanced()).isTrue();
    }
  }

  /** Catches: a slow peer that holds the others back, or drops that nobody counts. */
  @StatisticsReport(onFailureOnly = true)
  @Property
  void aFullPeerMissesWhatOthersGet(
      @ForAll("dropping") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(max = 20) int words) {
    try (var company = Company.of(type, kind, 2)) {
      var quick = company.other(0);
      var slow = company.other(1);
      for (var i = 0; i < words; i++) {
        assertThat(company.says("word " + i, 0)).isTrue();
        assertThat(quick.hears()).contains("word " + i);
      }

      var got = Company.allThatHears(slow);
      assertThat(got).hasSize(Math.min(words, FULL));
      assertThat(got).isSubsetOf(words(words)).isSorted();
      var stats = company.subject().socket().stats();
      assertThat(stats.dropped().getOrDefault(PEER_FULL, 0L)).isEqualTo(Math.max(0, words - FULL));
      assertThat(stats.isBalanced()).isTrue();
      assertThat(company.says("there is room", 0)).isTrue();
      assertThat(slow.hears()).contains("there is room");
    }
    Reached.collect("one missed what the other got", words > FULL);
  }

  private static List<String> words(int count) {
    var words = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      words.add("word " + i);
    }
    return words;
  }

  /** Catches: an answer to one who is full or gone that stops a REP (28/REQREP). */
  @StatisticsReport(onFailureOnly = true)
  @Property
  void anAnswerThatCannotBeDeliveredIsDropped(
      @ForAll("toTheLastPeer") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(max = 10) int questions,
      @ForAll boolean leaves) {
    try (var company = Company.of(type, kind, 2)) {
      var slow = company.other(0);
      for (var i = 0; i < questions; i++) {
        assertThat(slow.says("question")).isTrue();
        assertThat(company.subject().tryHear()).contains("question");
        if (leaves && i == questions - 1) {
          slow.leaves();
        }
        assertThat(company.says("answer", 0)).isTrue();
      }

      var other = company.other(1);
      assertThat(other.says("and me?")).isTrue();
      assertThat(company.subject().tryHear()).contains("and me?");
      assertThat(company.says("you, too", 0)).isTrue();
      assertThat(other.hears()).contains("you, too");
      assertThat(company.subject().socket().stats().isBalanced()).isTrue();
    }
    Reached.collect("an answer to one who is full", questions > FULL + 1);
    Reached.collect("an answer to one who has left", leaves && questions > 0);
  }

  /** Catches: a message for nobody that is dropped, or a full peer that one has to wait for. */
  @Property
  void failsAtOnce(
      @ForAll("failing") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 2, max = 4) int peers) {
    try (var company = Company.of(type, kind, peers)) {
      var slow = company.other(0);
      for (var i = 0; i < FULL; i++) {
        assertThat(company.says("word " + i, 0)).isTrue();
      }
      assertThat(company.says("too much", 0)).isFalse();
      assertThat(company.says("to another", 1)).isTrue();
      assertThat(company.other(1).hears()).contains("to another");
      assertThat(Company.allThatHears(slow)).isEqualTo(words(FULL));
      assertThat(company.says("there is room", 0)).isTrue();

      slow.leaves();

      assertThatThrownBy(() -> company.says("is anybody there?", 0))
          .isInstanceOf(NoRouteException.class)
          .hasMessageContaining(type.name());
      assertThat(company.subject().socket().stats().isBalanced()).isTrue();
    }
  }
}
