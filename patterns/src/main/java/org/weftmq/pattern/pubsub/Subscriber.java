package org.weftmq.pattern.pubsub;

import java.util.function.Consumer;
import org.weftmq.Frame;
import org.weftmq.pipe.Pipe;

/** A peer of a publisher, with what it wants. */
final class Subscriber implements Audience, Numbered {
  private final Pipe pipe;
  private final int number;
  private final PrefixTrie topics = new PrefixTrie();

  // as an audience
  private int seat;

  // of the last message it was chosen for
  private long chosenFor;

  private boolean joined;
  private boolean gone;

  // of an XPUB: as whom it asks in manual mode, and what of it nobody has received yet
  private Subscriber asking;
  private long requestsWaiting;
  private int messagesWaiting;
  private boolean held;

  Subscriber(Pipe pipe, int number) {
    this.pipe = pipe;
    this.number = number;
  }

  Pipe pipe() {
    return pipe;
  }

  @Override
  public int number() {
    return number;
  }

  /** How many topics it wants. */
  int topics() {
    return topics.size();
  }

  void add(Frame topic) {
    topics.put(topic, 1);
  }

  void remove(Frame topic) {
    topics.remove(topic);
  }

  void forEachTopic(Consumer<Frame> visitor) {
    topics.forEach((topic, one) -> visitor.accept(topic));
  }

  /** It is connected; whether it was before. */
  boolean join() {
    var again = joined;
    joined = true;
    return again;
  }

  boolean isConnected() {
    return pipe.peer().isPresent();
  }

  /** Breaks its connection off, as it broke a rule; nothing else that it sent counts. */
  void giveUp(String why) {
    pipe.sever(why);
  }

  boolean isGivenUp() {
    return pipe.isSevered();
  }

  void leave() {
    gone = true;
  }

  /** Whether it left, or was connected anew and is somebody else now. */
  boolean isGone() {
    return gone;
  }

  /** Chooses it for that message; false if it was chosen before. */
  boolean choose(long message) {
    var first = chosenFor != message;
    chosenFor = message;
    return first;
  }

  // ---- what waits at an XPUB

  /** The one in whose name its requests are kept while they do not count by themselves. */
  Subscriber asking() {
    if (asking == null) {
      asking = new Subscriber(pipe, number);
    }
    return asking;
  }

  void requestWaits(int mostTopics) {
    requestsWaiting++;
    if (mostTopics > 0 && requestsWaiting > 2L * mostTopics) {
      giveUp("nobody received its last " + requestsWaiting + " requests from the XPUB");
    }
  }

  void requestTaken() {
    requestsWaiting--;
  }

  void messageWaits() {
    messagesWaiting++;
  }

  /** Whether one more of its messages may wait; if not, it is held until one is taken. */
  boolean mayWait(int mark) {
    held = mark > 0 && messagesWaiting >= mark;
    return !held;
  }

  /** One of its messages was taken; whether it had been held. */
  boolean messageTaken() {
    messagesWaiting--;
    var wasHeld = held;
    held = false;
    return wasHeld;
  }

  // ---- alone with a topic

  @Override
  public boolean has(Subscriber subscriber) {
    return subscriber == this;
  }

  @Override
  public Audience with(Subscriber subscriber) {
    return Crowd.of(this, subscriber);
  }

  @Override
  public Audience without(Subscriber subscriber) {
    return null;
  }

  @Override
  public void addTo(Selection selection) {
    selection.add(this);
  }

  @Override
  public int seat() {
    return seat;
  }

  @Override
  public void seat(int itsSeat) {
    seat = itsSeat;
  }
}
