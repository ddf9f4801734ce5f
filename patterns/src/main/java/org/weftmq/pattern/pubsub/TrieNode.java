package org.weftmq.pattern.pubsub;

import java.util.Arrays;
import org.weftmq.Frame;

/**
 * A prefix in a {@link PrefixTrie}: that of its parent and its own label together. As long as it
 * has a value it stays the same object.
 */
final class TrieNode<V> extends Branches<V> implements Numbered {
  private final int number;
  // null at the root
  private TrieNode<V> parent;
  // null if the prefix is only on the way to others
  private V value;

  // the label: how long it is, its first eight bytes, the lowest first, and the others if any
  private int length;
  private long head;
  private byte[] tail;

  /** A node of that label, which its parent does not know yet. */
  private TrieNode(int number, TrieNode<V> parent, byte[] label) {
    this.number = number;
    this.parent = parent;
    label(label);
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

  // ---- the label

  private void label(byte[] bytes) {
    length = bytes.length;
    head = 0;
    for (var i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
      head = head << Byte.SIZE | bytes[i] & 0xff;
    }
    tail = length > Long.BYTES ? Arrays.copyOfRange(bytes, Long.BYTES, length) : null;
  }

  private byte labelAt(int index) {
    return index < Long.BYTES ? (byte) (head >>> Byte.SIZE * index) : tail[index - Long.BYTES];
  }

  private void copyLabel(byte[] target, int to) {
    for (var i = 0; i < length; i++) {
      target[to + i] = labelAt(i);
    }
  }

  /** How many bytes it adds to the prefix of its parent: at least one, but at the root. */
  int length() {
    return length;
  }

  /** The first byte of the label, by which the parent finds it. */
  byte key() {
    return (byte) head;
  }

  /** How many bytes of the label, of which the first is known to fit, are those of the topic. */
  int fitting(Frame topic, int at) {
    var most = Math.min(length, topic.size() - at);
    var fitting = 1;
    while (fitting < most && labelAt(fitting) == topic.byteAt(at + fitting)) {
      fitting++;
    }
    return fitting;
  }

  /** The whole prefix. */
  Frame prefix() {
    var size = 0;
    for (var node = this; node != null; node = node.parent) {
      size += node.length;
    }
    var bytes = new byte[size];
    for (var node = this; node != null; node = node.parent) {
      size -= node.length;
      node.copyLabel(bytes, size);
    }
    return Frame.wrap(bytes);
  }

  // ---- growing and shrinking

  /** A new child for what the topic has from {@code at} on. */
  TrieNode<V> grow(int itsNumber, Frame topic, int at) {
    var label = new byte[topic.size() - at];
    for (var i = 0; i < label.length; i++) {
      label[i] = topic.byteAt(at + i);
    }
    var child = new TrieNode<>(itsNumber, this, label);
    add(child);
    return child;
  }

  /** A new node between this one and its parent, for the first {@code count} bytes of its label. */
  TrieNode<V> split(int itsNumber, int count) {
    var whole = new byte[length];
    copyLabel(whole, 0);
    var middle = new TrieNode<>(itsNumber, parent, Arrays.copyOf(whole, count));
    parent.replace(middle);
    label(Arrays.copyOfRange(whole, count, whole.length));
    parent = middle;
    middle.add(this);
    return middle;
  }

  /** Lets its only child take its place. */
  void merge() {
    var child = onlyChild();
    var whole = new byte[length + child.length];
    copyLabel(whole, 0);
    child.copyLabel(whole, length);
    child.label(whole);
    child.parent = parent;
    parent.replace(child);
  }

  /** Takes it, which has no children, from its parent. */
  void drop() {
    parent.remove(this);
  }
}
