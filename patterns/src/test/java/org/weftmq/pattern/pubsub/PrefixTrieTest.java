package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;

class PrefixTrieTest {
  private final PrefixTrie trie = new PrefixTrie();
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
}
