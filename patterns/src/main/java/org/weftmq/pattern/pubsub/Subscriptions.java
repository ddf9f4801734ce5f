package org.weftmq.pattern.pubsub;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.weftmq.Frame;

/** Who wants which topics: for each prefix a set of subscribers (29/PUBSUB). */
final class Subscriptions {
  private final PrefixTrie<Audience> topics = new PrefixTrie<>();

  /** How many different topics there are. */
  int topics() {
    return topics.size();
  }

  boolean has(Subscriber subscriber, Frame topic) {
    var node = topics.find(topic);
    return node != null && node.value().has(subscriber);
  }

  /**
   * Adds a subscription; one that the subscriber has already makes no difference.
   *
   * @return whether nobody had that topic before
   */
  boolean add(Subscriber subscriber, Frame topic) {
    var node = topics.node(topic);
    var before = node.value();
    if (before == null) {
      topics.put(node, subscriber);
      subscriber.add(node);
    } else if (!before.has(subscriber)) {
      topics.put(node, before.with(subscriber));
      subscriber.add(node);
    }
    return before == null;
  }

  /**
   * Takes a subscription back, if there is one.
   *
   * @return whether nobody has that topic now
   */
  boolean remove(Subscriber subscriber, Frame topic) {
    var node = topics.find(topic);
    if (node == null) {
      return true;
    }
    if (!node.value().has(subscriber)) {
      return false;
    }
    subscriber.remove(node);
    return leave(subscriber, node);
  }

  private boolean leave(Subscriber subscriber, TrieNode<Audience> node) {
    var left = node.value().without(subscriber);
    if (left == null) {
      topics.remove(node);
    } else {
      topics.put(node, left);
    }
    return left == null;
  }

  /**
   * Takes all subscriptions of a subscriber back, who is not to be asked about any more.
   *
   * @param visitor is told each topic, and whether others have it
   */
  void removeAll(Subscriber subscriber, BiConsumer<TrieNode<Audience>, Boolean> visitor) {
    subscriber.forEachTopic(
        node -> {
          visitor.accept(node, node.value() != subscriber);
          leave(subscriber, node);
        });
  }

  /** Calls {@code visitor} with all who want {@code topic}, some more than once. */
  void match(Frame topic, Consumer<Audience> visitor) {
    topics.match(topic, visitor);
  }
}
