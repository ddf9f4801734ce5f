package org.weftmq.pattern.pubsub;

import java.util.ArrayDeque;
import java.util.Queue;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.SocketOptions;
import org.weftmq.WrongStateException;
import org.weftmq.spi.Outcome;

/** To all who subscribed; who does is for the user to know, or even to decide (29/PUBSUB). */
final class XPubRouting implements PublisherRouting<Upstream> {
  private record Entry(Upstream event, Subscriber from) {}

  private final Publisher publisher = new Publisher(this);

  // what nobody has received yet
  private final Queue<Entry> upstream = new ArrayDeque<>();

  // what was asked for in manual mode, whether or not it was granted
  private final Subscriptions asked = new Subscriptions();

  // whose request was received last; null if it is gone, or had its last value
  private Subscriber last;

  @Override
  public Publisher publisher() {
    return publisher;
  }

  @Override
  public Outcome send(Message message) {
    if (last == null || !is(XPub.MANUAL_LAST_VALUE)) {
      return publisher.send(message);
    }
    var outcome = publisher.sendOnlyTo(last, message);
    if (outcome != Outcome.WAIT) {
      last = null;
    }
    return outcome;
  }

  @Override
  public Upstream receive() {
    var entry = upstream.poll();
    if (entry == null) {
      return null;
    }
    var from = entry.from();
    switch (entry.event()) {
      case Upstream.Received message -> {
        if (from.messageTaken() && !from.isGone()) {
          publisher.read(from); // it had been kept waiting
        }
      }
      case Upstream.Subscribed request -> requestTaken(from);
      case Upstream.Unsubscribed request -> requestTaken(from);
    }
    return entry.event();
  }

  private void requestTaken(Subscriber from) {
    from.requestTaken();
    last = from.isGone() ? null : from;
  }

  @Override
  public Message outgoing(Message message) {
    return message;
  }

  @Override
  public Message incoming(Upstream event) {
    return OldStyle.message(event);
  }

  // ---- manual mode

  /** Grants a topic to the peer whose request was received last. */
  void subscribe(Frame topic) {
    checkManual();
    if (last != null && publisher.admits(publisher.subscriptions(), last, topic)) {
      publisher.subscriptions().add(last, topic);
    }
  }

  /** Takes a topic from the peer whose request was received last. */
  void unsubscribe(Frame topic) {
    checkManual();
    if (last != null) {
      publisher.subscriptions().remove(last, topic);
    }
  }

  private void checkManual() {
    if (!isManual()) {
      throw new WrongStateException(
          "cannot subscribe for a peer of this XPUB: it obeys its peers; set " + XPub.MANUAL);
    }
  }

  private boolean isManual() {
    return is(XPub.MANUAL) || is(XPub.MANUAL_LAST_VALUE);
  }

  private boolean is(Option<Boolean> option) {
    return publisher.options().get(option);
  }

  // ---- what subscribers send

  @Override
  public boolean isReady(Subscriber from) {
    var mark = publisher.options().get(SocketOptions.RECEIVE_HIGH_WATER_MARK);
    return from.mayWait(mark);
  }

  @Override
  public void requested(Subscriber from, boolean wanted, Frame topic) {
    if (isManual()) {
      if (!wanted) {
        asked.remove(from.asking(), topic);
      } else if (publisher.admits(asked, from.asking(), topic)) {
        asked.add(from.asking(), topic);
      } else {
        return;
      }
      tell(from, wanted, topic);
    } else if (wanted) {
      if (publisher.admits(publisher.subscriptions(), from, topic)) {
        var first = publisher.subscriptions().add(from, topic);
        if (first || is(XPub.VERBOSE) || is(XPub.VERBOSER)) {
          tell(from, true, topic);
        }
      }
    } else if (publisher.subscriptions().remove(from, topic) || is(XPub.VERBOSER)) {
      tell(from, false, topic);
    }
  }

  @Override
  public void received(Subscriber from, Message message) {
    from.messageWaits();
    upstream.add(new Entry(new Upstream.Received(message), from));
  }

  @Override
  public void left(Subscriber gone) {
    gone.leave();
    if (last == gone) {
      last = null;
    }
    // What it asked for by hand is told for each topic, whoever else asked for the same.
    asked.removeAll(gone.asking(), (topic, others) -> tellLost(gone, topic));
    var manual = isManual();
    var verboser = is(XPub.VERBOSER);
    publisher
        .subscriptions()
        .removeAll(
            gone,
            (topic, others) -> {
              if (!manual && (!others || verboser)) {
                tellLost(gone, topic);
              }
            });
  }

  private void tellLost(Subscriber gone, Frame topic) {
    upstream.add(new Entry(new Upstream.Unsubscribed(topic), gone));
  }

  private void tell(Subscriber from, boolean wanted, Frame topic) {
    var event = wanted ? new Upstream.Subscribed(topic) : new Upstream.Unsubscribed(topic);
    upstream.add(new Entry(event, from));
    from.requestWaits(publisher.options().get(PubSubOptions.MAX_SUBSCRIPTIONS));
  }
}
