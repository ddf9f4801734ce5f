package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdgesTest {
  private record Edge(int fork, int count, long bytes) {}

  private final Edges edges = new Edges();

  private boolean put(Edge edge, int target) {
    return edges.put(edge.fork, edge.count, edge.bytes, target);
  }

  private int get(Edge edge) {
    return edges.get(edge.fork, edge.count, edge.bytes);
  }

  private void remove(Edge edge) {
    edges.remove(edge.fork, edge.count, edge.bytes);
  }

  /** All that stand somewhere, each once. */
  private Map<Edge, Integer> all() {
    var found = new HashMap<Edge, Integer>();
    for (var place = 0; place < edges.places(); place++) {
      if (!edges.isFree(place)) {
        var edge = new Edge(edges.fork(place), edges.count(place), edges.bytes(place));
        assertThat(found.put(edge, edges.target(place))).as("%s is there once", edge).isNull();
      }
    }
    return found;
  }

  /** Catches: a head that is a byte too long or too short, or loses its highest bit. */
  @Test
  void aHeadHasTheFirstBytesAlone() {
    var bytes = 0x8877_6655_4433_2281L;

    assertThat(Edges.head(bytes, 1)).isEqualTo(0x81L);
    assertThat(Edges.head(bytes, 2)).isEqualTo(0x2281L);
    assertThat(Edges.head(bytes, 7)).isEqualTo(0x0077_6655_4433_2281L);
    assertThat(Edges.head(bytes, 8)).isEqualTo(bytes);
  }

  /** Catches: two edges that are taken for one because all but one thing is the same. */
  @Test
  void edgesAreDifferentWhoseForkOrLengthOrBytesAre() {
    var different =
        List.of(
            new Edge(1, 1, 0),
            new Edge(1, 2, 0), // one zero byte more
            new Edge(1, 8, 0),
            new Edge(2, 1, 0),
            new Edge((1 << 29) - 1, 8, -1L),
            new Edge((1 << 29) - 1, 7, -1L >>> 8),
            new Edge(1, 1, 1),
            new Edge(1, 8, Long.MIN_VALUE));
    for (var i = 0; i < different.size(); i++) {
      assertThat(get(different.get(i))).isZero();
      assertThat(put(different.get(i), i + 1)).isTrue();
    }

    var model = new HashMap<Edge, Integer>();
    for (var i = 0; i < different.size(); i++) {
      assertThat(get(different.get(i))).isEqualTo(i + 1);
      model.put(different.get(i), i + 1);
    }
    assertThat(all()).isEqualTo(model);
  }

  /** Catches: a target whose sign gets lost, or that spoils the number of the fork. */
  @Test
  void leadsToWhatItWasSetToLast() {
    var edge = new Edge(3, 4, 5);

    assertThat(put(edge, -1)).isTrue();
    assertThat(get(edge)).isEqualTo(-1);
    assertThat(put(edge, Integer.MIN_VALUE)).isFalse();
    assertThat(get(edge)).isEqualTo(Integer.MIN_VALUE);
    assertThat(put(edge, Integer.MAX_VALUE)).isFalse();

    assertThat(all()).isEqualTo(Map.of(edge, Integer.MAX_VALUE));
  }

  /** Catches: an edge that cannot be found any more after another has been taken out. */
  @Test
  void isRightWhateverComesAndGoes() {
    var random = new Random(1);
    var all = new ArrayList<Edge>();
    for (var i = 0; i < 400; i++) {
      all.add(new Edge(1 + random.nextInt(9), 1 + random.nextInt(8), random.nextInt(12)));
    }
    var model = new HashMap<Edge, Integer>();

    for (var i = 1; i <= 20_000; i++) {
      var edge = all.get(random.nextInt(all.size()));
      var grows = random.nextInt(8) < (i % 4000 < 2000 ? 6 : 2);
      if (grows) {
        assertThat(put(edge, i)).isEqualTo(model.put(edge, i) == null);
      } else if (model.remove(edge) != null) {
        remove(edge);
      }
      assertThat(get(edge)).isEqualTo(model.getOrDefault(edge, 0));
      if (i % 50 == 0) {
        assertThat(all()).isEqualTo(model);
      }
    }
    for (var edge : all) {
      assertThat(get(edge)).isEqualTo(model.getOrDefault(edge, 0));
    }
  }

  /** Catches: a table without a free place, in which a search has no end, and one that is large. */
  @Test
  void growsByHalfBeforeMoreThanFourFifthsAreTaken() {
    var places = new ArrayList<Integer>();

    for (var i = 1; i <= 14; i++) {
      put(new Edge(i, 8, i), 1);
      places.add(edges.places());
    }

    assertThat(places).containsExactly(4, 4, 4, 6, 9, 9, 9, 13, 13, 13, 19, 19, 19, 19);
  }

  /** Catches: a table that grows although exactly four fifths are few enough. */
  @Test
  void exactlyFourFifthsMayBeTaken() {
    for (var i = 1; i <= 4316; i++) {
      put(new Edge(i, 8, i), 1);
    }
    assertThat(edges.places()).isEqualTo(5395);

    put(new Edge(4317, 8, 0), 1);

    assertThat(edges.places()).isEqualTo(8092);
  }

  /** Catches: an edge that is set anew and has the table grow, as if it were one more. */
  @Test
  void isNoLargerForAnEdgeThatIsSetAnew() {
    for (var round = 1; round <= 50; round++) {
      for (var i = 1; i <= 3; i++) {
        put(new Edge(i, 8, i), round);
      }
    }

    assertThat(edges.places()).isEqualTo(4);
  }

  /** Catches: room that is never given back, or is given back and taken again at each change. */
  @Test
  void shrinksByHalfOnceThreeQuartersAreFree() {
    for (var i = 1; i <= 16; i++) {
      put(new Edge(i, 8, i), 1);
    }
    assertThat(edges.places()).isEqualTo(28);
    var places = new ArrayList<Integer>();

    for (var i = 16; i >= 1; i--) {
      remove(new Edge(i, 8, i));
      places.add(edges.places());
    }

    // less than a quarter is left for the first time: six of 28, three of 14, one of 7
    assertThat(places).containsExactly(28, 28, 28, 28, 28, 28, 28, 28, 28, 14, 14, 14, 7, 7, 4, 4);
    assertThat(all()).isEmpty();
  }

  /** Catches: a hash for which edges that differ little all stand in one heap. */
  @Test
  void edgesThatDifferLittleStandFarApart() {
    for (var i = 1; i <= 1000; i++) {
      put(new Edge(i, 1, 'a'), 1); // of one fork after another
      put(new Edge(1, 8, 'b' | (long) i << 48), 1); // topics that end in a number
      put(new Edge(1, 2, 'c' | (long) i << 8), 1); // and short ones
    }

    var longest = 0;
    var run = 0;
    for (var place = 0; place < edges.places(); place++) {
      run = edges.isFree(place) ? 0 : run + 1;
      longest = Math.max(longest, run);
    }

    assertThat(edges.places()).isBetween(3750, 6000);
    assertThat(longest).isLessThan(100);
  }

  /**
   * Catches: what is left of a table standing close together when it shrinks, because it was taken
   * out in the order of another table with the same hash; each step then costs as much as there is.
   */
  @Test
  void areTakenOutAsQuicklyInTheOrderOfOthers() {
    var count = 400_000;
    var these = new Edges();
    var others = new Edges();
    var random = new Random(1);
    for (var i = 0; i < count; i++) {
      var bytes = random.nextLong();
      these.put(1, 8, bytes, 1);
      others.put(1, 8, bytes, 1);
    }

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (var place = 0; place < others.places(); place++) {
            if (!others.isFree(place)) {
              these.remove(1, 8, others.bytes(place));
            }
          }
        });

    assertThat(these.places()).isLessThan(100);
  }
}
