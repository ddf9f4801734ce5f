package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.weftmq.Frame;

class PrefixTrieTest {
  private final PrefixTrie<String> trie = new PrefixTrie<>();

  private void put(String prefix) {
    trie.put(trie.node(Frame.of(prefix)), prefix);
  }

  private void remove(String prefix) {
    trie.remove(trie.find(Frame.of(prefix)));
  }

  private List<String> matching(String topic) {
    var found = new ArrayList<String>();
    trie.match(Frame.of(topic), found::add);
    assertThat(trie.matches(Frame.of(topic))).isEqualTo(!found.isEmpty());
    return found;
  }

  private List<String> all() {
    var found = new TreeMap<String, String>();
    trie.forEach((prefix, value) -> found.put(prefix.text(), value));
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
  void findsOnlyWhatWasPutIn() {
    put("abc");
    put("abd"); // they share "ab", which is no prefix of its own

    assertThat(trie.find(Frame.of("abc")).value()).isEqualTo("abc");
    assertThat(trie.find(Frame.of("ab"))).isNull();
    assertThat(trie.find(Frame.of("abcd"))).isNull();
    assertThat(trie.find(Frame.empty())).isNull();
    assertThat(trie.size()).isEqualTo(2);
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
  void aNodeWithAValueStaysTheSameWhateverGrowsAroundIt() {
    put("abcdef");
    var node = trie.find(Frame.of("abcdef"));

    put("abc"); // splits its label
    put("abcdefgh");
    put("abx");
    remove("abc");
    remove("abx"); // and merges it again

    assertThat(trie.find(Frame.of("abcdef"))).isSameAs(node);
    assertThat(node.prefix()).isEqualTo(Frame.of("abcdef"));
  }

  @Test
  void holdsAllBytesAtOnePlaceAndGivesThemBack() {
    for (var round = 0; round < 3; round++) {
      for (var i = 0; i < 256; i++) {
        var prefix = Frame.wrap(new byte[] {'p', (byte) i});
        trie.put(trie.node(prefix), "v" + i);
      }
      for (var i = 0; i < 256; i++) {
        var prefix = Frame.wrap(new byte[] {'p', (byte) i});
        assertThat(trie.find(prefix).value()).isEqualTo("v" + i);
        trie.remove(trie.find(prefix));
        assertThat(trie.find(prefix)).isNull();
        assertThat(trie.size()).isEqualTo(255 - i);
      }
      assertThat(all()).isEmpty();
    }
  }

  @Test
  void aChainAsDeepAsATopicIsLongNeedsNoStack() {
    var bytes = new byte[10_000];
    for (var length = 1; length <= bytes.length; length++) {
      trie.put(trie.node(Frame.wrap(bytes, 0, length)), "v"); // a node for every byte
    }
    var found = new ArrayList<String>();

    trie.match(Frame.wrap(bytes), found::add);

    assertThat(found).hasSize(bytes.length);
    trie.remove(trie.find(Frame.wrap(bytes)));
    assertThat(trie.size()).isEqualTo(bytes.length - 1);
  }
}
