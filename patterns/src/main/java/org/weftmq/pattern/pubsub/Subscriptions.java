package org.weftmq.pattern.pubsub;

import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import org.weftmq.Frame;

/** Who wants which topics: for each prefix a set of subscribers (29/PUBSUB). */
final class Subscriptions {
  // for each topic the number of its audience
  private final PrefixTrie topics = new PrefixTrie();
  private final Audiences audiences = new Audiences();

  /** How many different topics there are. */
  int topics() {
    return topics.size();
  }

  boolean has(Subscriber subscriber, Frame topic) {
    var seat = topics.get(topic);
    return seat != 0 && audiences.at(seat).has(subscriber);
  }

  /**
   * Adds a subscription; one that the subscriber has already makes no difference.
   *
   * @return whether nobody had that topic before
   */
  boolean add(Subscriber subscriber, Frame topic) {
    var seat = topics.get(topic);
    if (seat == 0) {
      topics.put(topic, audiences.seat(subscriber));
      subscriber.add(topic);
    } else if (!audiences.at(seat).has(subscriber)) {
      topics.put(topic, audiences.seat(audiences.at(seat).with(subscriber)));
      subscriber.add(topic);
    }
    return seat == 0;
  }

  /**
   * Takes a subscription back, if there is one.
   *
   * @return whether nobody has that topic now
   */
  boolean remove(Subscriber subscriber, Frame topic) {
    var seat = topics.get(topic);
    if (seat == 0) {
      return true;
    }
    if (!audiences.at(seat).has(subscriber)) {
      return false;
    }
    subscriber.remove(topic);
    return leave(subscriber, topic, audiences.at(seat));
  }

  private boolean leave(Subscriber subscriber, Frame topic, Audience audience) {
    var left = audience.without(subscriber);
    if (left == null) {
      topics.remove(topic);
    } else if (left != audience) {
      topics.put(topic, audiences.seat(left));
      audiences.leave(audience); // a crowd is for one topic only
    }
    return left == null;
  }

  /**
   * Takes all subscriptions of a subscriber back, who is not to be asked about any more.
   *
   * @param visitor is told each topic, and whether others have it
   */
  void removeAll(Subscriber subscriber, BiConsumer<Frame, Boolean> visitor) {
    subscriber.forEachTopic(
        topic -> {
          var audience = audiences.at(topics.get(topic));
          visitor.accept(topic, audience != subscriber);
          leave(subscriber, topic, audience);
        });
    audiences.leave(subscriber);
  }

  /** Calls {@code visitor} with the number of each audience that wants {@code topic}. */
  void match(Frame topic, IntPredicate visitor) {
    topics.match(topic, visitor);
  }

  /** The audience of that number. */
  Audience audience(int number) {
    return audiences.at(number);
  }
}
