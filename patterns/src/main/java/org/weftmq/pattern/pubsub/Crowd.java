package org.weftmq.pattern.pubsub;

/** Several subscribers of one topic. */
final class Crowd extends NumberedSet<Subscriber> implements Audience {
  private int seat;

  static Crowd of(Subscriber first, Subscriber second) {
    var crowd = new Crowd();
    crowd.add(first);
    crowd.add(second);
    return crowd;
  }

  @Override
  public boolean has(Subscriber subscriber) {
    return contains(subscriber);
  }

  @Override
  public Audience with(Subscriber subscriber) {
    add(subscriber);
    return this;
  }

  @Override
  public Audience without(Subscriber subscriber) {
    remove(subscriber);
    return size() == 1 ? only() : this;
  }

  private Subscriber only() {
    for (var one : table()) {
      if (one != null) {
        return (Subscriber) one;
      }
    }
    throw new AssertionError("there is one");
  }

  @Override
  public void addTo(Selection selection) {
    for (var one : table()) {
      if (one != null) {
        selection.add((Subscriber) one);
      }
    }
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
