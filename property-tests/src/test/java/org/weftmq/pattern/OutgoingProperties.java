package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.weftmq.SocketType;
import org.weftmq.pattern.Company.Kind;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Characteristics.Outgoing;

/**
 * Who gets what a socket sends, for every type that has a row in the RFCs' tables of
 * characteristics, among bare pipes and among sockets.
 */
class OutgoingProperties {
  private static final int FULL = Company.MARK + Company.PEERS_MARK;

  @Provide
  Arbitrary<SocketType> roundRobin() {
    return Company.types(row -> row.outgoing() == Outgoing.ROUND_ROBIN);
  }

  @Provide
  Arbitrary<SocketType> toAll() {
    return Company.types(
        row -> row.outgoing() == Outgoing.FAN_OUT || row.outgoing() == Outgoing.ALL);
  }

  @Provide
  Arbitrary<SocketType> addressed() {
    return Company.types(row -> row.outgoing() == Outgoing.ADDRESSED);
  }

  @Provide
  Arbitrary<SocketType> toTheLastPeer() {
    return Company.types(row -> row.outgoing() == Outgoing.LAST_PEER);
  }

  @Provide
  Arbitrary<SocketType> withOnePeer() {
    return Company.types(row -> row.outgoing() == Outgoing.ONLY_PEER);
  }

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
}
