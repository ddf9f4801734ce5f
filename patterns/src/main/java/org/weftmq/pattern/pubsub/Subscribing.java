package org.weftmq.pattern.pubsub;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.TopicTooLongException;
import org.weftmq.pattern.strategy.FairQueue;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;

/**
 * What SUB and XSUB have in common: what is subscribed to and how often, which each publisher is
 * told when it is connected, and each change of it from then on (29/PUBSUB).
 */
final class Subscribing {
  private static final Outcome NO_PUBLISHER = new Outcome.Dropped(DropReason.NO_PEER);

  // how often each is subscribed to
  private final PrefixTrie topics = new PrefixTrie();
  private final List<Pipe> publishers = new ArrayList<>(1);
  private final FairQueue incoming = new FairQueue();

  /** How many different topics there are. */
  int topics() {
    return topics.size();
  }

  /** Whether a topic begins with one that is subscribed to. */
  boolean matches(Frame topic) {
    return topics.matches(topic);
  }

  // ---- pipes

  void attached(Pipe pipe) {
    publishers.add(pipe);
    incoming.add(pipe);
  }

  /** A publisher that is connected, for the first time or again, knows of no subscription. */
  void connected(Pipe pipe) {
    topics.forEach((topic, times) -> pipe.offer(new Control.Subscribe(topic)));
  }

  void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  void detached(Pipe pipe) {
    publishers.remove(pipe);
    incoming.detached(pipe);
  }

  Message receive() {
    return incoming.receive();
  }

  // ---- what publishers are told

  /** Subscribes once more; publishers are told each time. */
  void subscribe(Frame topic) {
    check(topic);
    topics.put(topic, Math.addExact(topics.get(topic), 1));
    tell(new Control.Subscribe(topic));
  }

  /** Takes one subscription back; publishers are told of the last one, or {@code always}. */
  void unsubscribe(Frame topic, boolean always) {
    check(topic);
    var times = topics.get(topic);
    var last = times == 1;
    if (last) {
      topics.remove(topic);
    } else if (times > 1) {
      topics.put(topic, times - 1);
    }
    if (last || always) {
      tell(new Control.Cancel(topic));
    }
  }

  static void check(Frame topic) {
    if (topic.size() > PubSubOptions.MAX_TOPIC) {
      throw new TopicTooLongException(
          "cannot subscribe to a topic of "
              + topic.size()
              + " bytes: a topic has at most "
              + PubSubOptions.MAX_TOPIC);
    }
  }

  /** One that is out of reach is told everything once it is connected again. */
  private void tell(Control control) {
    for (var pipe : publishers) {
      if (pipe.peer().isPresent()) {
        pipe.offer(control);
      }
    }
  }

  /** Sends a message to all publishers that have room. */
  Outcome send(Message message) {
    if (message.hasObject()) { // all get it, or the caller is told
      publishers.forEach(pipe -> pipe.refuseObject(message));
    }
    for (var pipe : publishers) {
      if (!pipe.offer(message) && !pipe.isClosed()) {
        pipe.skip();
      }
    }
    return publishers.isEmpty() ? NO_PUBLISHER : Outcome.ACCEPTED;
  }
}
