package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.weftmq.DropReason.NO_PEER;
import static org.weftmq.DropReason.NO_SUBSCRIBER;
import static org.weftmq.DropReason.PEER_FULL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Company.Kind;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Incoming;
import org.weftmq.test.Characteristics.Mute;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Characteristics.Outgoing;

/**
 * Each cell of the RFCs' tables of characteristics, for every type that has it: what {@link
 * Characteristics} says is what happens, among bare pipes and among sockets. A new type is checked
 * once it has a row there.
 */
class CharacteristicsProperties {
  private static final int FULL = Company.MARK + Company.PEERS_MARK;

  // ---- the types, by what the table says of them

  private static Arbitrary<SocketType> types(Predicate<Characteristics> which) {
    var types =
        new Sockets()
            .types().stream()
                .map(Characteristics::of)
                .filter(row -> !row.peers().isEmpty())
                .filter(which)
                .map(Characteristics::type)
                .sorted()
                .toList();
    return Arbitraries.of(types);
  }

  @Provide
  Arbitrary<SocketType> all() {
    return types(row -> true);
  }

  @Provide
  Arbitrary<SocketType> inTurns() {
    return types(row -> row.order() == Order.ASKS || row.order() == Order.ANSWERS);
  }

  @Provide
  Arbitrary<SocketType> inAnyOrder() {
    return types(row -> row.order() == Order.ANY);
  }

  @Provide
  Arbitrary<SocketType> roundRobin() {
    return types(row -> row.outgoing() == Outgoing.ROUND_ROBIN);
  }

  @Provide
  Arbitrary<SocketType> toAll() {
    return types(row -> row.outgoing() == Outgoing.FAN_OUT || row.outgoing() == Outgoing.ALL);
  }

  @Provide
  Arbitrary<SocketType> addressed() {
    return types(row -> row.outgoing() == Outgoing.ADDRESSED);
  }

  @Provide
  Arbitrary<SocketType> toTheLastPeer() {
    return types(row -> row.outgoing() == Outgoing.LAST_PEER);
  }

  @Provide
  Arbitrary<SocketType> withOnePeer() {
    return types(row -> row.outgoing() == Outgoing.ONLY_PEER);
  }

  @Provide
  Arbitrary<SocketType> fairQueued() {
    return types(row -> row.incoming() == Incoming.FAIR_QUEUED);
  }

  @Provide
  Arbitrary<SocketType> firstCome() {
    return types(row -> row.incoming() == Incoming.FIRST_COME);
  }

  @Provide
  Arbitrary<SocketType> fromTheLastPeer() {
    return types(row -> row.incoming() == Incoming.LAST_PEER);
  }

  @Provide
  Arbitrary<SocketType> blocking() {
    return types(row -> row.mute() == Mute.BLOCKS);
  }

  @Provide
  Arbitrary<SocketType> dropping() {
    return types(row -> row.mute() == Mute.DROPS && row.order() != Order.ANSWERS);
  }

  @Provide
  Arbitrary<SocketType> failing() {
    return types(row -> row.mute() == Mute.FAILS);
  }

  // ---- direction and order

  /** Catches: a type that does what it cannot do, or that says so without a sentence. */
  @Property
  void whatATypeCannotDoIsRefused(@ForAll("all") SocketType type) {
    var row = Characteristics.of(type);
    try (var still = new StillContext();
        var socket = Sockets.open(still.context(), type)) {
      if (!row.sends()) {
        assertThatThrownBy(() -> socket.trySend(Message.of("word")))
            .isInstanceOf(WrongStateException.class)
            .hasMessageContaining("a " + type + " cannot send");
      }
      if (!row.receives()) {
        assertThatThrownBy(socket::tryReceive)
            .isInstanceOf(WrongStateException.class)
            .hasMessageContaining("a " + type + " cannot receive");
      }
    }
  }

  /** Catches: a type that takes turns though it need not. */
  @Property
  void sendsAndReceivesInAnyOrder(
      @ForAll("inAnyOrder") SocketType type,
      @ForAll Kind kind,
      @ForAll @Size(max = 30) List<Boolean> sends) {
    try (var company = Company.of(type, kind, 1)) {
      for (var send : sends) {
        assertThatCode(
                () -> {
                  if (send) {
                    company.says("word", 0);
                  } else {
                    company.subject().tryHear();
                  }
                })
            .doesNotThrowAnyException();
      }
    }
  }

  /** Catches: a turn that can be skipped, or that is over without a message (28/REQREP). */
  @Property
  void sendsAndReceivesInTurns(
      @ForAll("inTurns") SocketType type,
      @ForAll Kind kind,
      @ForAll @Size(max = 30) List<Boolean> sends) {
    try (var company = Company.of(type, kind, 1)) {
      var other = company.other(0);
      var mayReceive = Characteristics.of(type).order() == Order.ANSWERS;
      for (var send : sends) {
        if (send == mayReceive) {
          assertThatThrownBy(
                  () -> {
                    if (send) {
                      company.says("out of turn", 0);
                    } else {
                      company.subject().tryHear();
                    }
                  })
              .isInstanceOf(WrongStateException.class);
        } else if (send) {
          assertThat(company.says("word", 0)).isTrue();
          assertThat(other.hears()).contains("word");
          mayReceive = true;
        } else {
          assertThat(company.subject().tryHear()).isEmpty(); // which does not end the turn
          assertThat(other.says("answer")).isTrue();
          assertThat(company.subject().tryHear()).contains("answer");
          mayReceive = false;
        }
      }
    }
  }

  // ---- outgoing

  /** Catches: a rotation that skips or favours somebody while all are available. */
  @Property
  void sendsToItsPeersInTurn(
      @ForAll("roundRobin") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 5) int peers,
      @ForAll @IntRange(max = 40) int words) {
    try (var company = Company.of(type, kind, peers)) {
      for (var i = 0; i < words; i++) {
        var next = company.other(i % peers);
        assertThat(company.says("word " + i, 0)).isTrue();
        assertThat(next.hears()).contains("word " + i);
        if (Characteristics.of(type).order() == Order.ASKS) {
          next.says("answer");
          assertThat(company.subject().tryHear()).contains("answer");
        }
      }
      assertThat(company.others()).allMatch(other -> other.hears().isEmpty());
    }
  }

  /** Catches: one who is left out, gets a message twice, or gets messages out of order. */
  @Property
  void sendsToAllItsPeers(
      @ForAll("toAll") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 5) int peers,
      @ForAll @IntRange(max = FULL) int words) {
    try (var company = Company.of(type, kind, peers)) {
      var said = new ArrayList<String>();
      for (var i = 0; i < words; i++) {
        said.add("word " + i);
        assertThat(company.says("word " + i, 0)).isTrue();
      }

      for (var other : company.others()) {
        assertThat(Company.allThatHears(other)).isEqualTo(said);
      }
    }
  }

  /** Catches: a message that goes to another than the one it is for, or to others as well. */
  @Property
  void sendsToTheOneItIsFor(
      @ForAll("addressed") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 5) int peers,
      @ForAll @Size(max = 30) List<@IntRange(max = 100) Integer> script) {
    try (var company = Company.of(type, kind, peers)) {
      var words = 0;
      for (var who : script) {
        assertThat(company.says("word " + words, who % peers)).isTrue();
        for (var i = 0; i < peers; i++) {
          assertThat(Company.allThatHears(company.other(i)))
              .isEqualTo(i == who % peers ? List.of("word " + words) : List.of());
        }
        words++;
      }
    }
  }

  /** Catches: an answer that goes to another than the one who asked (28/REQREP). */
  @Property
  void sendsToTheOneItReceivedFromLast(
      @ForAll("toTheLastPeer") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 5) int peers,
      @ForAll @Size(max = 30) List<@IntRange(max = 100) Integer> script) {
    try (var company = Company.of(type, kind, peers)) {
      for (var who : script) {
        assertThat(company.other(who % peers).says("question " + who)).isTrue();
        assertThat(company.subject().tryHear()).contains("question " + who);
        assertThat(company.says("answer " + who, 0)).isTrue();
        for (var i = 0; i < peers; i++) {
          assertThat(company.other(i).hears())
              .isEqualTo(i == who % peers ? Optional.of("answer " + who) : Optional.empty());
        }
      }
    }
  }

  /** Catches: a message that a type with one peer keeps to itself, or does not pass on in order. */
  @Property
  void talksWithItsOnlyPeer(
      @ForAll("withOnePeer") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(max = FULL) int there,
      @ForAll @IntRange(max = FULL) int back) {
    try (var company = Company.of(type, kind, 1)) {
      var only = company.other(0);
      for (var i = 0; i < there; i++) {
        assertThat(company.says("word " + i, 0)).isTrue();
      }
      for (var i = 0; i < back; i++) {
        assertThat(only.says("answer " + i)).isTrue();
      }

      for (var i = 0; i < there; i++) {
        assertThat(only.hears()).contains("word " + i);
      }
      for (var i = 0; i < back; i++) {
        assertThat(company.subject().tryHear()).contains("answer " + i);
      }
      assertThat(only.hears()).isEmpty();
      assertThat(company.subject().tryHear()).isEmpty();
    }
  }

  /** Catches: a type with one peer that takes two, or that takes none once the first has left. */
  @Property
  void hasOnePeerAtATime(@ForAll("withOnePeer") SocketType type) {
    try (var company = Company.of(type, Kind.SOCKETS, 1)) {
      var stranger = company.joins();
      assertThat(company.says("word", 0)).isTrue();
      assertThat(stranger.hears()).isEmpty();
      assertThat(company.subject().socket().stats().peers()).isEqualTo(1);

      company.other(0).leaves();
      var next = company.joins();
      assertThat(company.says("another", 0)).isTrue();

      assertThat(next.hears()).contains("another");
    }
  }

  // ---- incoming

  /**
   * Catches: a peer that is served twice while another waits, messages of one peer out of order,
   * and messages that are lost or come twice.
   */
  @Property
  void receivesOneMessageOfEachPeerInTurn(
      @ForAll("fairQueued") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 5) int peers,
      @ForAll @Size(max = 40) List<@IntRange(max = 100) Integer> script) {
    try (var company = Company.of(type, kind, peers)) {
      var waiting = new HashMap<Integer, Integer>();
      for (var each : script) {
        var who = each % peers;
        if (company.other(who).says(who + " " + waiting.getOrDefault(who, 0))) {
          waiting.merge(who, 1, Integer::sum);
        }
      }

      var heard = new HashMap<Integer, Integer>();
      for (var total = sum(waiting); total > 0; total--) {
        var word = company.subject().tryHear().orElseThrow().split(" ");
        var who = Integer.parseInt(word[0]);
        assertThat(Integer.parseInt(word[1])).isEqualTo(heard.getOrDefault(who, 0));
        heard.merge(who, 1, Integer::sum);
        for (var other : waiting.keySet()) {
          if (heard.getOrDefault(other, 0) < waiting.get(other)) { // it has waited all the time
            assertThat(heard.get(who) - heard.getOrDefault(other, 0))
                .as("how often %s was served more than %s", who, other)
                .isLessThanOrEqualTo(1);
          }
        }
        if (Characteristics.of(type).order() == Order.ANSWERS) {
          company.says("answer", 0);
        }
      }
      assertThat(company.subject().tryHear()).isEmpty();
    }
  }

  /** Catches: news that come in another order than they came about (29/PUBSUB). */
  @Property
  void receivesWhatCameFirst(
      @ForAll("firstCome") SocketType type,
      @ForAll Kind kind,
      @ForAll @IntRange(min = 1, max = 5) int peers,
      @ForAll @Size(max = 40) List<@IntRange(max = 100) Integer> script) {
    try (var company = Company.of(type, kind, peers)) {
      var said = new ArrayList<String>();
      for (var who : script) {
        if (company.other(who % peers).says(who + " says " + said.size())) {
          said.add(who + " says " + said.size());
        }
      }

      for (var word : said) {
        assertThat(company.subject().tryHear()).contains(word);
      }
      assertThat(company.subject().tryHear()).isEmpty();
    }
  }

  private static int sum(Map<Integer, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Catches: an answer that is taken from one who was not asked (28/REQREP). */
  @Property
  void receivesFromTheOneItSentToLast(
      @ForAll("fromTheLastPeer") SocketType type,
      @ForAll @IntRange(min = 2, max = 5) int peers,
      @ForAll @IntRange(max = 20) int questions) {
    try (var company = Company.of(type, Kind.PIPES, peers)) {
      for (var i = 0; i < questions; i++) {
        var asked = i % peers;
        assertThat(company.says("question", 0)).isTrue();
        assertThat(company.other(asked).hears()).contains("question");
        for (var other = 0; other < peers; other++) {
          company.other(other).says("answer of " + other);
        }
        assertThat(company.subject().tryHear()).contains("answer of " + asked);
      }
    }
  }

  // ---- mute

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
  }

  private static List<String> words(int count) {
    var words = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      words.add("word " + i);
    }
    return words;
  }

  /** Catches: an answer to one who is full or gone that stops a REP (28/REQREP). */
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
