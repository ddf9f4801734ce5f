package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.SocketType;
import org.weftmq.pattern.Company.Kind;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Incoming;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Reached;

/**
 * Whose message a socket receives next, for every type that has a row in the RFCs' tables of
 * characteristics, among bare pipes and among sockets.
 */
class IncomingProperties {
  @Provide
  Arbitrary<SocketType> fairQueued() {
    return Company.types(row -> row.incoming() == Incoming.FAIR_QUEUED);
  }

  @Provide
  Arbitrary<SocketType> firstCome() {
    return Company.types(row -> row.incoming() == Incoming.FIRST_COME);
  }

  @Provide
  Arbitrary<SocketType> fromTheLastPeer() {
    return Company.types(row -> row.incoming() == Incoming.LAST_PEER);
  }

  /**
   * Catches: a peer that is served twice while another waits, messages of one peer out of order,
   * and messages that are lost or come twice.
   */
  @StatisticsReport(onFailureOnly = true)
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
      Reached.collect("several wait", waiting.size() > 1);
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
}
