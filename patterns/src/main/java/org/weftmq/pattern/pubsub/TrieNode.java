package org.weftmq.pattern.pubsub;

import java.util.Arrays;
import java.util.function.Consumer;
import org.weftmq.Frame;

/**
 * A prefix in a {@link PrefixTrie}: that of its parent and its own label together. As long as it
 * has a value it stays the same object.
 */
final class TrieNode<V> implements Numbered {
  private static final byte[][] SINGLE = new byte[256][];

  static {
    for (var i = 0; i < SINGLE.length; i++) {
      SINGLE[i] = new byte[] {(byte) i};
    }
  }

  private final int number;
  private TrieNode<V> parent;
  // at least one byte, but at the root
  private byte[] label;
  // null if there are none
  private Branches<V> children;
  // null if the prefix is only on the way to others
  private V value;

  /** A node of that label, which its parent does not know yet. */
  private TrieNode(int number, TrieNode<V> parent, byte[] label) {
    this.number = number;
    this.parent = parent;
    this.label = label;
  }

  /** The node of the empty prefix. */
  static <V> TrieNode<V> root() {
    return new TrieNode<>(0, null, new byte[0]);
  }

  @Override
  public int number() {
    return number;
  }

  V value() {
    return value;
  }

  void value(V newValue) {
    value = newValue;
  }

  TrieNode<V> parent() {
    return parent;
  }

  /** How many bytes it adds to the prefix of its parent. */
  int length() {
    return label.length;
  }

  /** The first byte of the label, by which the parent finds it. */
  byte key() {
    return label[0];
  }

  /** The child whose label begins with {@code key}, or {@code null}. */
  TrieNode<V> child(byte key) {
    return children == null ? null : children.find(key);
  }

  int childCount() {
    return children == null ? 0 : children.count();
  }

  void forEachChild(Consumer<TrieNode<V>> visitor) {
    if (children != null) {
      children.forEach(visitor);
    }
  }

  /** How many bytes of the label, of which the first is known to fit, are those of the topic. */
  int fitting(Frame topic, int at) {
    var bytes = label;
    var most = Math.min(bytes.length, topic.size() - at);
    var fitting = 1;
    while (fitting < most && bytes[fitting] == topic.byteAt(at + fitting)) {
      fitting++;
    }
    return fitting;
  }

  /** The whole prefix. */
  Frame prefix() {
    var size = 0;
    for (var node = this; node != null; node = node.parent) {
      size += node.label.length;
    }
    var bytes = new byte[size];
    for (var node = this; node != null; node = node.parent) {
      size -= node.label.length;
      System.arraycopy(node.label, 0, bytes, size, node.label.length);
    }
    return Frame.wrap(bytes);
  }

  // ---- growing and shrinking

  /** A new child for what the topic has from {@code at} on. */
  TrieNode<V> grow(int itsNumber, Frame topic, int at) {
    var bytes = new byte[topic.size() - at];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = topic.byteAt(at + i);
    }
    return adopt(new TrieNode<>(itsNumber, this, shared(bytes)));
  }

  /** A new node between this one and its parent, after the first {@code length} bytes. */
  TrieNode<V> split(int itsNumber, int length) {
    var middle = new TrieNode<>(itsNumber, parent, shared(Arrays.copyOf(label, length)));
    parent.children.replace(middle);
    label = shared(Arrays.copyOfRange(label, length, label.length));
    parent = middle;
    middle.adopt(this);
    return middle;
  }

  /** Lets its only child take its place. */
  void merge() {
    var child = children.only();
    var whole = Arrays.copyOf(label, label.length + child.label.length);
    System.arraycopy(child.label, 0, whole, label.length, child.label.length);
    child.label = whole;
    child.parent = parent;
    parent.children.replace(child);
  }

  /** Takes it, which has no children, from its parent. */
  void drop() {
    parent.children.remove(this);
    if (parent.children.count() == 0) {
      parent.children = null;
    }
  }

  private TrieNode<V> adopt(TrieNode<V> child) {
    if (children == null) {
      children = new Branches<>();
    }
    children.add(child);
    return child;
  }

  private static byte[] shared(byte[] bytes) {
    return bytes.length == 1 ? SINGLE[bytes[0] & 0xff] : bytes;
  }
}
