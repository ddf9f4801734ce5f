package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;

class PrefixTrieTest {
  private final Edges edges = new Edges();
  private final Forks forks = new Forks();
  private final PrefixTrie trie = new PrefixTrie(edges, forks);
  // what the values stand for
  private final List<String> prefixes = new ArrayList<>(List.of("no prefix has the value 0"));

  private void put(String prefix) {
    prefixes.add(prefix);
    trie.put(Frame.of(prefix), prefixes.size() - 1);
  }

  private void remove(String prefix) {
    trie.remove(Frame.of(prefix));
  }

  private List<String> matching(String topic) {
    var found = new ArrayList<String>();
    assertThat(trie.match(Frame.of(topic), value -> found.add(prefixes.get(value)))).isTrue();
    assertThat(trie.matches(Frame.of(topic))).isEqualTo(!found.isEmpty());
    return found;
  }

  private List<String> all() {
    var found = new TreeMap<String, String>();
    trie.forEach((prefix, value) -> found.put(prefix.text(), prefixes.get(value)));
    assertThat(found.keySet()).containsExactlyElementsOf(found.values());
    return List.copyOf(found.keySet());
  }

  @Test
  void nothingMatchesWhereNothingIs() {
    assertThat(matching("")).isEmpty();
    assertThat(matching("a")).isEmpty();
  }

  @Test
  void theEmptyPrefixMatchesEverything() {
    put("");

    assertThat(matching("")).containsExactly("");
    assertThat(matching("anything")).containsExactly("");
  }

  @Test
  void findsAllPrefixesOfATopicTheShortestFirst() {
    for (var prefix : List.of("abc", "a", "abcde", "b", "abd", "abcdef", "")) {
      put(prefix);
    }

    assertThat(matching("abcde")).containsExactly("", "a", "abc", "abcde");
    assertThat(matching("ab")).containsExactly("", "a");
    assertThat(matching("c")).containsExactly("");
  }

  @Test
  void aLabelThatOnlyBeginsLikeTheTopicDoesNotMatch() {
    put("abcdef");

    assertThat(matching("abcdxx")).isEmpty();
    assertThat(matching("abc")).isEmpty();
  }

  @Test
  void stopsAtThePrefixThatIsEnough() {
    for (var prefix : List.of("a", "ab", "abc")) {
      put(prefix);
    }
    var found = new ArrayList<String>();

    var all =
        trie.match(Frame.of("abcd"), value -> found.add(prefixes.get(value)) && found.size() < 2);

    assertThat(all).isFalse();
    assertThat(found).containsExactly("a", "ab");
  }

  @Test
  void findsOnlyWhatWasPutIn() {
    put("abc");
    put("abcdefghijk"); // "abcdefgh" is on the way, and no prefix of its own

    assertThat(trie.get(Frame.of("abc"))).isEqualTo(1);
    assertThat(trie.get(Frame.of("abcdefghijk"))).isEqualTo(2);
    for (var other : List.of("", "ab", "abcd", "abcdefgh", "abcdefghi", "abcdefghijkl")) {
      assertThat(trie.get(Frame.of(other))).as(other).isZero();
    }
    assertThat(trie.size()).isEqualTo(2);
  }

  @Test
  void aValueThatIsPutAgainIsTheNewOne() {
    for (var prefix : List.of("", "abc", "abcdefgh", "abcdefghi")) {
      trie.put(Frame.of(prefix), 1);
      trie.put(Frame.of(prefix), 2);

      assertThat(trie.get(Frame.of(prefix))).as(prefix).isEqualTo(2);
    }
    assertThat(trie.size()).isEqualTo(4);
  }

  @Test
  void takesOutOneAndLeavesTheOthers() {
    for (var prefix : List.of("abc", "ab", "abd", "x")) {
      put(prefix);
    }

    remove("ab");
    remove("abd");

    assertThat(all()).containsExactly("abc", "x");
    assertThat(trie.size()).isEqualTo(2);
    assertThat(matching("abcd")).containsExactly("abc");
    assertThat(matching("abd")).isEmpty();
  }

  @Test
  void aPrefixMayEndWhereOthersGoOn() {
    var prefixes = List.of("abcdefgh", "abcdefghijklmnop", "abcdefghijklmnopq", "abcdefghij");
    for (var first : prefixes) { // whichever is put in first, and taken out first
      put(first);
      prefixes.stream().filter(prefix -> !prefix.equals(first)).forEach(this::put);
      assertThat(all()).containsExactlyInAnyOrderElementsOf(prefixes);
      assertThat(matching("abcdefghijklmnopqr")).containsExactlyInAnyOrderElementsOf(prefixes);

      remove(first);

      assertThat(all())
          .containsExactlyInAnyOrderElementsOf(
              prefixes.stream().filter(prefix -> !prefix.equals(first)).toList());
      prefixes.stream().filter(prefix -> !prefix.equals(first)).forEach(this::remove);
      assertThat(all()).isEmpty();
      assertThat(trie.size()).isZero();
    }
  }

  @Test
  void holdsAllBytesAtOnePlaceAndGivesThemBack() {
    for (var round = 0; round < 3; round++) {
      for (var i = 0; i < 256; i++) {
        var prefix = Frame.wrap(new byte[] {'p', (byte) i});
        trie.put(prefix, i + 1);
      }
      for (var i = 0; i < 256; i++) {
        var prefix = Frame.wrap(new byte[] {'p', (byte) i});
        assertThat(trie.get(prefix)).isEqualTo(i + 1);
        trie.remove(prefix);
        assertThat(trie.get(prefix)).isZero();
        assertThat(trie.size()).isEqualTo(255 - i);
      }
      assertThat(all()).isEmpty();
    }
  }

  @Test
  void aChainAsDeepAsATopicIsLongNeedsNoStack() {
    var bytes = new byte[10_000];
    for (var length = 1; length <= bytes.length; length++) {
      trie.put(Frame.wrap(bytes, 0, length), length);
    }
    var found = new ArrayList<Integer>();

    trie.match(Frame.wrap(bytes), found::add);

    assertThat(found).hasSize(bytes.length).isSorted();
    trie.remove(Frame.wrap(bytes));
    assertThat(trie.size()).isEqualTo(bytes.length - 1);
  }

  /** "", or the first bytes of one of three texts: so many of them share their first words. */
  private static String prefix(Random random) {
    var text =
        List.of("abcdefgh12345678ABCDEFGH", "abcdefgh12345678abcdefgh", "abcdefghABCDEFGH")
            .get(random.nextInt(3));
    return text.substring(0, random.nextInt(text.length() + 1));
  }

  /** How many edges there have to be: one to each prefix, and one to each fork on the way. */
  private static long edgesOf(Set<String> prefixes) {
    return Stream.concat(prefixes.stream(), prefixes.stream().flatMap(PrefixTrieTest::forksBefore))
        .filter(prefix -> !prefix.isEmpty())
        .distinct()
        .count();
  }

  private static Stream<String> forksBefore(String prefix) {
    return IntStream.iterate(8, end -> end < prefix.length(), end -> end + 8)
        .mapToObj(end -> prefix.substring(0, end));
  }

  private int edgesInUse() {
    return (int) IntStream.range(0, edges.places()).filter(place -> !edges.isFree(place)).count();
  }

  /**
   * Catches: a length at the end of a word that is looked for in the wrong place, and an edge or a
   * fork that stays though it leads nowhere.
   */
  @Test
  void isRightWhateverComesAndGoesAndKeepsNothingThatLeadsNowhere() {
    var random = new Random(1);
    var model = new TreeMap<String, Integer>();
    for (var i = 1; i <= 5000; i++) {
      var prefix = prefix(random);
      if (random.nextInt(100) < (i % 1000 < 500 ? 70 : 30)) {
        trie.put(Frame.of(prefix), i);
        model.put(prefix, i);
      } else if (model.remove(prefix) != null) {
        remove(prefix);
      }

      assertThat(trie.get(Frame.of(prefix))).isEqualTo(model.getOrDefault(prefix, 0));
      assertThat(trie.size()).isEqualTo(model.size());
      assertThat(edgesInUse()).isEqualTo(edgesOf(model.keySet()));
      var topic = prefix(random);
      var found = new ArrayList<Integer>();
      trie.match(Frame.of(topic), found::add);
      assertThat(found)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(0, topic.length())
                  .mapToObj(end -> model.get(topic.substring(0, end)))
                  .filter(Objects::nonNull)
                  .toList());
    }
    var entries = new TreeMap<String, Integer>();
    trie.forEach((prefix, value) -> entries.put(prefix.text(), value));
    assertThat(entries).isEqualTo(model);

    model.keySet().forEach(this::remove);

    assertThat(edgesInUse()).isZero();
    assertThat(edges.places()).isEqualTo(4);
    assertThat(forks.hasNoEdges(Forks.ROOT)).isTrue();
  }

  /** Catches: forks that are not given back when nothing is behind them any more. */
  @Test
  void forksAreFewHoweverManyComeAndGo() {
    for (var i = 0; i < 100; i++) {
      put("abcdefgh");
      put("abcdefgh12345678" + i);
      remove("abcdefgh");
      remove("abcdefgh12345678" + i);
    }

    assertThat(forks.make(Forks.ROOT, 0)).isLessThan(5);
  }

  /** Catches: a topic to which zeros are added when longer prefixes are looked for. */
  @Test
  void aTopicDoesNotBeginWithWhatIsLongerByZeros() {
    for (var length = 1; length < 10; length++) {
      trie.put(Frame.wrap(Arrays.copyOf(new byte[] {'a'}, length)), length);
    }
    for (var length = 1; length < 10; length++) {
      var found = new ArrayList<Integer>();

      trie.match(Frame.wrap(Arrays.copyOf(new byte[] {'a'}, length)), found::add);

      assertThat(found).isEqualTo(IntStream.rangeClosed(1, length).boxed().toList());
    }
  }

  /** Catches: a byte that is negative and so spoils the others of its word. */
  @Test
  void allBytesAreTheSame() {
    for (var length = 1; length <= 17; length++) {
      for (var fill : new byte[] {0, 1, 127, -128, -1}) {
        var bytes = new byte[length];
        Arrays.fill(bytes, fill);
        var prefix = Frame.wrap(bytes);
        trie.put(prefix, length);
        var found = new ArrayList<Frame>();
        trie.forEach((one, value) -> found.add(one));

        assertThat(found).containsExactly(prefix);
        assertThat(trie.get(prefix)).isEqualTo(length);
        trie.remove(prefix);
        assertThat(trie.get(prefix)).isZero();
      }
    }
  }

  /** Catches: an object whose bytes are asked for, which it has none of. */
  @Test
  void anObjectBeginsWithTheEmptyPrefixAlone() {
    put("");
    put("a");
    var found = new ArrayList<String>();

    trie.match(Frame.ofObject("a"), value -> found.add(prefixes.get(value)));

    assertThat(found).containsExactly("");
  }

  /** Catches: a search that goes on although the visitor has had enough, at each length. */
  @Test
  void stopsWherever() {
    var text = "abcdefgh12345678x";
    for (var length = 0; length <= text.length(); length++) {
      put(text.substring(0, length));
    }
    for (var enough = 1; enough <= text.length() + 1; enough++) {
      var found = new ArrayList<Integer>();
      var most = enough;

      var all =
          trie.match(
              Frame.of(text),
              value -> {
                found.add(value);
                return found.size() < most;
              });

      assertThat(all).isFalse();
      assertThat(found).hasSize(enough);
    }
  }
}
