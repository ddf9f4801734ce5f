package org.weftmq.pattern.pubsub;

import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.weftmq.Frame;

/**
 * A map from prefixes to values that finds those of all prefixes of a topic in one go (29/PUBSUB):
 * a radix trie on bytes.
 *
 * <p>To match costs as much as the topic is long, however many prefixes there are, and allocates
 * nothing. A chain of bytes without a fork is one node, so a prefix costs little more than its
 * bytes; nothing recurses, so it may be of any length.
 *
 * @param <V> the values; a prefix is in the map while it has one
 */
final class PrefixTrie<V> {
  private final TrieNode<V> root = TrieNode.root();
  private int size;
  private int numbers;

  /** How many prefixes there are. */
  int size() {
    return size;
  }

  /** Calls {@code visitor} with the value of each prefix of {@code topic}, the shortest first. */
  void match(Frame topic, Consumer<? super V> visitor) {
    var node = root;
    var at = 0;
    while (node != null) {
      if (node.value() != null) {
        visitor.accept(node.value());
      }
      node = next(node, topic, at);
      at += node == null ? 0 : node.length();
    }
  }

  /** Whether any prefix is one of {@code topic}. */
  boolean matches(Frame topic) {
    var node = root;
    var at = 0;
    while (node != null && node.value() == null) {
      node = next(node, topic, at);
      at += node == null ? 0 : node.length();
    }
    return node != null;
  }

  /** The node of exactly that prefix, or {@code null} if it is not in the map. */
  TrieNode<V> find(Frame prefix) {
    var node = root;
    for (var at = 0; node != null && at < prefix.size(); ) {
      node = next(node, prefix, at);
      at += node == null ? 0 : node.length();
    }
    return node == null || node.value() == null ? null : node;
  }

  /** The child that the topic leads to, with its whole label, or {@code null}. */
  private TrieNode<V> next(TrieNode<V> node, Frame topic, int at) {
    if (topic.isObject() || at == topic.size()) {
      return null; // an object begins with the empty prefix only
    }
    var child = node.child(topic.byteAt(at));
    return child == null || child.fitting(topic, at) < child.length() ? null : child;
  }

  /** The node of that prefix, which is to be {@linkplain #put given} a value if it has none. */
  TrieNode<V> node(Frame prefix) {
    var node = root;
    for (var at = 0; at < prefix.size(); at += node.length()) {
      var child = node.child(prefix.byteAt(at));
      if (child == null) {
        return node.grow(++numbers, prefix, at);
      }
      var fitting = child.fitting(prefix, at);
      node = fitting < child.length() ? child.split(++numbers, fitting) : child;
    }
    return node;
  }

  /** Gives a node a value. */
  void put(TrieNode<V> node, V value) {
    size += node.value() == null ? 1 : 0;
    node.value(value);
  }

  /** Takes a prefix out of the map, and with it every node that leads nowhere any more. */
  void remove(TrieNode<V> prefix) {
    size--;
    prefix.value(null);
    var node = prefix;
    while (node != root && node.value() == null && node.hasNoChild()) {
      node.drop();
      node = node.parent();
    }
    if (node != root && node.value() == null && node.hasOneChild()) {
      node.merge();
    }
  }

  /** Calls {@code visitor} with each prefix and its value, in no order. */
  void forEach(BiConsumer<Frame, ? super V> visitor) {
    var left = new ArrayDeque<TrieNode<V>>();
    left.push(root);
    while (!left.isEmpty()) {
      var node = left.pop();
      if (node.value() != null) {
        visitor.accept(node.prefix(), node.value());
      }
      node.forEachChild(left::push);
    }
  }
}
