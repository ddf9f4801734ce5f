package org.weftmq.pattern.pubsub;

import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;

/** What PUB and XPUB have in common: the subscribers, and the way of a message to them. */
final class Publisher {
  /** So much of what one peer sent is read before others have a turn. */
  private static final int BUDGET = 512;

  private static final Outcome NOBODY = new Outcome.Dropped(DropReason.NO_SUBSCRIBER);

  private final Requests requests;
  private final Subscriptions subscriptions = new Subscriptions();
  private final NumberedSet<Subscriber> subscribers = new NumberedSet<>();
  private int numbers;

  private final Selection selection = new Selection();
  private final IntPredicate select = this::select;

  private Supplier<Options> options = Options::initial;

  // what the last options that were seen say
  private Options seen;
  private boolean noDrop;
  private boolean inverted;

  Publisher(Requests requests) {
    this.requests = requests;
  }

  void options(Supplier<Options> live) {
    options = live;
  }

  Options options() {
    return options.get();
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Whether so many peers are connected and have a subscription. */
  boolean hasSubscribers(int count) {
    var found = 0;
    for (var one : subscribers.table()) {
      found += one instanceof Subscriber s && s.topics() > 0 && s.isConnected() ? 1 : 0;
    }
    return found >= count;
  }

  // ---- pipes

  void attached(Pipe pipe) {
    read(add(pipe));
  }

  private Subscriber add(Pipe pipe) {
    var subscriber = new Subscriber(pipe, ++numbers);
    pipe.note(subscriber);
    subscribers.add(subscriber);
    return subscriber;
  }

  void connected(Pipe pipe) {
    var subscriber = of(pipe);
    if (subscriber.join()) {
      remove(subscriber); // what it had was the former connection's: it subscribes anew
      var anew = add(pipe);
      anew.join();
      read(anew);
    }
    var welcome = options().get(PubSubOptions.WELCOME_MESSAGE);
    if (!welcome.isEmpty() && !pipe.offer(Message.of(welcome))) {
      pipe.skip();
    }
  }

  void readable(Pipe pipe) {
    read(of(pipe));
  }

  void detached(Pipe pipe) {
    remove(of(pipe));
    pipe.close();
  }

  private void remove(Subscriber gone) {
    readLast(gone);
    requests.left(gone);
    subscribers.remove(gone);
    selection.forget();
  }

  private static Subscriber of(Pipe pipe) {
    return (Subscriber) pipe.note();
  }

  // ---- what subscribers send

  /** Reads what there is of a subscriber, some now and the rest in turns to come. */
  void read(Subscriber from) {
    var pipe = from.pipe();
    for (var i = 0; i < BUDGET; i++) {
      if (!requests.isReady(from)) {
        return;
      }
      switch (pipe.poll()) {
        case null -> {
          if (pipe.isDrained() || pipe.armReadable()) {
            return;
          }
        }
        case Message message -> read(from, message);
        case Control control -> obey(from, control);
      }
    }
    pipe.pollLater();
  }

  private void read(Subscriber from, Message message) {
    OldStyle.read(
        message,
        options().get(PubSubOptions.ONLY_FIRST_SUBSCRIBE),
        control -> obey(from, control),
        rest -> requests.received(from, rest));
  }

  private void obey(Subscriber from, Control control) {
    switch (control) {
      case Control.Subscribe(Frame topic) -> request(from, true, topic);
      case Control.Cancel(Frame topic) -> request(from, false, topic);
      case Control.Join join -> {} // of other patterns
      case Control.Leave leave -> {}
    }
  }

  private void request(Subscriber from, boolean wanted, Frame topic) {
    if (topic.size() > PubSubOptions.MAX_TOPIC) {
      from.giveUp(
          "it sent a topic of "
              + topic.size()
              + " bytes: a topic has at most "
              + PubSubOptions.MAX_TOPIC);
    } else if (!from.isGivenUp()) {
      requests.requested(from, wanted, topic);
    }
  }

  /** Its last messages count, while it makes no difference any more what it subscribed to. */
  private void readLast(Subscriber gone) {
    for (var item = gone.pipe().poll(); item != null; item = gone.pipe().poll()) {
      if (item instanceof Message message) {
        OldStyle.read(
            message,
            options().get(PubSubOptions.ONLY_FIRST_SUBSCRIBE),
            control -> {},
            rest -> requests.received(gone, rest));
      }
    }
  }

  /** Whether a subscriber may have one topic more; if not, it is given up. */
  boolean admits(Subscriptions table, Subscriber subscriber, Frame topic) {
    var most = options().get(PubSubOptions.MAX_SUBSCRIPTIONS);
    if (most == 0 || subscriber.topics() < most || table.has(subscriber, topic)) {
      return true;
    }
    subscriber.giveUp(
        "it asked for more than " + most + " topics: " + PubSubOptions.MAX_SUBSCRIPTIONS.name());
    return false;
  }

  // ---- sending

  /** Sends a message to all who want it. */
  Outcome send(Message message) {
    select(message);
    return sendToSelected(message);
  }

  /** Sends a message to one subscriber, if it wants it. */
  Outcome sendOnlyTo(Subscriber subscriber, Message message) {
    select(message);
    selection.keepOnly(subscriber);
    return sendToSelected(message);
  }

  private void select(Message message) {
    var now = options.get();
    if (now != seen) {
      seen = now;
      noDrop = now.get(PubSubOptions.NO_DROP);
      inverted = now.get(PubSubOptions.INVERT_MATCHING);
    }
    selection.begin();
    subscriptions.match(message.first(), select);
    if (inverted) {
      selection.invert(subscribers);
    }
  }

  private boolean select(int audience) {
    subscriptions.audience(audience).addTo(selection);
    return true;
  }

  private Outcome sendToSelected(Message message) {
    if (message.hasObject()) {
      refuseObject(message);
    }
    if (noDrop) {
      return sendToAllOrNone(message);
    }
    // In line: this stands deep, and what the compiler leaves out below costs a call for each peer.
    var outcome = NOBODY;
    for (var i = 0; i < selection.count(); i++) {
      var pipe = selection.get(i).pipe();
      if (pipe.put(message)) {
        outcome = Outcome.ACCEPTED;
      } else if (!pipe.isClosed()) {
        pipe.skip(); // 29/PUBSUB: drop for this one only
        outcome = outcome == NOBODY ? Outcome.SKIPPED : outcome;
      }
    }
    if (outcome == Outcome.ACCEPTED) {
      announceToSelected();
    }
    return outcome;
  }

  /** One fence for all, for it costs as much as all the rest of an offer. */
  private void announceToSelected() {
    Pipe.fence();
    for (var i = 0; i < selection.count(); i++) {
      selection.get(i).pipe().announce();
    }
  }

  /** All get it, or the caller is told. */
  private void refuseObject(Message message) {
    for (var i = 0; i < selection.count(); i++) {
      selection.get(i).pipe().refuseObject(message);
    }
  }

  private Outcome sendToAllOrNone(Message message) {
    var outcome = NOBODY;
    for (var i = 0; i < selection.count(); i++) {
      var pipe = selection.get(i).pipe();
      while (!pipe.isWritable() && !pipe.isClosed()) {
        if (pipe.armWritable()) {
          return Outcome.WAIT;
        }
      }
    }
    for (var i = 0; i < selection.count(); i++) {
      var pipe = selection.get(i).pipe();
      if (pipe.put(message)) {
        outcome = Outcome.ACCEPTED;
      } else if (!pipe.isClosed()) {
        pipe.force(message); // there was room; a mark lowered since then must not make it some
        outcome = Outcome.ACCEPTED;
      }
    }
    announceToSelected();
    return outcome;
  }
}
