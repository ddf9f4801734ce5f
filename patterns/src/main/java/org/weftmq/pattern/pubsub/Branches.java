package org.weftmq.pattern.pubsub;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The children of a node of a {@link PrefixTrie}, found by the first byte of their label: a short
 * list while there are few, a table of 256 when there are many. Part of the node itself, as each
 * object on the way costs a cache miss when there are many topics.
 */
class Branches<V> {
  private static final int MOST_IN_LIST = 48;
  private static final int LEAST_IN_TABLE = 24;

  // null if there are no children; exactly as long as they are many, or a table
  private TrieNode<V>[] nodes;
  // the first bytes of their labels, in the same order; null if the nodes are a table
  private byte[] keys;

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
  private static <V> TrieNode<V>[] places(int count) {
    return new TrieNode[count];
  }

  private boolean isTable() {
    return keys == null;
  }

  /** The child whose label begins with {@code key}, or {@code null}. */
  final TrieNode<V> child(byte key) {
    var all = nodes;
    if (all == null) {
      return null;
    }
    var list = keys;
    if (list == null) {
      return all[key & 0xff];
    }
    for (var i = 0; i < list.length; i++) {
      if (list[i] == key) {
        return all[i];
      }
    }
    return null;
  }

  final boolean hasNoChild() {
    return nodes == null;
  }

  final boolean hasOneChild() {
    return nodes != null && nodes.length == 1;
  }

  /** The one child that there is. */
  final TrieNode<V> onlyChild() {
    return nodes[0];
  }

  final void forEachChild(Consumer<TrieNode<V>> visitor) {
    if (nodes != null) {
      for (var node : nodes) {
        if (node != null) {
          visitor.accept(node);
        }
      }
    }
  }

  /** Adds a child whose key no other child has. */
  final void add(TrieNode<V> child) {
    if (nodes == null) {
      nodes = places(1);
      keys = new byte[1];
    } else if (!isTable() && nodes.length == MOST_IN_LIST) {
      becomeTable();
    } else if (!isTable()) {
      fit(nodes.length + 1);
    }
    if (!isTable()) {
      keys[nodes.length - 1] = child.key();
    }
    nodes[isTable() ? child.key() & 0xff : nodes.length - 1] = child;
  }

  /** Puts a child in the place of the one that has the same key. */
  final void replace(TrieNode<V> child) {
    nodes[place(child.key())] = child;
  }

  final void remove(TrieNode<V> child) {
    var place = place(child.key());
    if (isTable()) {
      nodes[place] = null;
      becomeListIfFew();
    } else if (nodes.length == 1) {
      nodes = null;
      keys = null;
    } else {
      var last = nodes.length - 1;
      nodes[place] = nodes[last];
      keys[place] = keys[last];
      fit(last);
    }
  }

  private int place(byte key) {
    if (isTable()) {
      return key & 0xff;
    }
    var place = 0;
    while (keys[place] != key) {
      place++;
    }
    return place;
  }

  private void fit(int count) {
    nodes = Arrays.copyOf(nodes, count);
    keys = Arrays.copyOf(keys, count);
  }

  private void becomeTable() {
    var list = nodes;
    nodes = places(256);
    keys = null;
    for (var node : list) {
      nodes[node.key() & 0xff] = node;
    }
  }

  private void becomeListIfFew() {
    var count = 0;
    for (var node : nodes) {
      count += node == null ? 0 : 1;
    }
    if (count < LEAST_IN_TABLE) {
      var table = nodes;
      nodes = null;
      for (var node : table) {
        if (node != null) {
          add(node);
        }
      }
    }
  }
}
