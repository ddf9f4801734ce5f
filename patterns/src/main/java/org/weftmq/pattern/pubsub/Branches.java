package org.weftmq.pattern.pubsub;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The children of a node of a {@link PrefixTrie}, found by the first byte of their label: a short
 * list while there are few, a table of 256 when there are many.
 */
final class Branches<V> {
  private static final int MOST_IN_LIST = 48;
  private static final int LEAST_IN_TABLE = 24;

  // the first bytes of the labels, in the order of the nodes; null if the nodes are a table
  private byte[] keys = new byte[1];
  private TrieNode<V>[] nodes = places(1);
  private int count;

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
  private static <V> TrieNode<V>[] places(int count) {
    return new TrieNode[count];
  }

  int count() {
    return count;
  }

  /** The child whose label begins with {@code key}, or {@code null}. */
  TrieNode<V> find(byte key) {
    var list = keys;
    if (list == null) {
      return nodes[key & 0xff];
    }
    for (var i = 0; i < count; i++) {
      if (list[i] == key) {
        return nodes[i];
      }
    }
    return null;
  }

  /** The one child that there is. */
  TrieNode<V> only() {
    return nodes[0]; // so few are never in a table
  }

  /** Adds a child whose key no other child has. */
  void add(TrieNode<V> child) {
    if (keys != null && count == MOST_IN_LIST) {
      becomeTable();
    }
    if (keys == null) {
      nodes[child.key() & 0xff] = child;
    } else {
      if (count == keys.length) {
        fit(Math.min(MOST_IN_LIST, count + 1 + count / 4));
      }
      keys[count] = child.key();
      nodes[count] = child;
    }
    count++;
  }

  /** Puts a child in the place of the one that has the same key. */
  void replace(TrieNode<V> child) {
    nodes[place(child.key())] = child;
  }

  void remove(TrieNode<V> child) {
    var place = place(child.key());
    count--;
    if (keys == null) {
      nodes[place] = null;
      if (count < LEAST_IN_TABLE) {
        becomeList();
      }
    } else {
      keys[place] = keys[count];
      nodes[place] = nodes[count];
      nodes[count] = null;
      if (2 * count < keys.length) {
        fit(Math.max(1, count));
      }
    }
  }

  void forEach(Consumer<TrieNode<V>> visitor) {
    for (var node : nodes) {
      if (node != null) {
        visitor.accept(node);
      }
    }
  }

  private int place(byte key) {
    if (keys == null) {
      return key & 0xff;
    }
    var place = 0;
    while (keys[place] != key) {
      place++;
    }
    return place;
  }

  private void fit(int length) {
    keys = Arrays.copyOf(keys, length);
    nodes = Arrays.copyOf(nodes, length);
  }

  private void becomeTable() {
    var list = nodes;
    keys = null;
    nodes = places(256);
    for (var node : list) {
      nodes[node.key() & 0xff] = node;
    }
  }

  private void becomeList() {
    var table = nodes;
    keys = new byte[count];
    nodes = places(count);
    var place = 0;
    for (var node : table) {
      if (node != null) {
        keys[place] = node.key();
        nodes[place++] = node;
      }
    }
  }
}
