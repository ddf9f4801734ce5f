package org.weftmq.pattern.pubsub;

import java.util.Arrays;

/** The subscribers that get one message, each once however many of its topics match. */
final class Selection {
  private Subscriber[] chosen = new Subscriber[8];
  private int count;
  private long message;

  /** Begins with nobody. */
  void begin() {
    count = 0;
    message++;
  }

  void add(Subscriber subscriber) {
    if (subscriber.choose(message)) {
      if (count == chosen.length) {
        chosen = Arrays.copyOf(chosen, 2 * count);
      }
      chosen[count++] = subscriber;
    }
  }

  /** Chooses those of {@code all} that were not chosen, and only them. */
  void invert(NumberedSet<Subscriber> all) {
    count = 0;
    for (var one : all.table()) {
      if (one != null) {
        add((Subscriber) one);
      }
    }
  }

  /** Leaves only {@code subscriber} chosen, if it was. */
  void keepOnly(Subscriber subscriber) {
    var among = false;
    for (var i = 0; i < count && !among; i++) {
      among = chosen[i] == subscriber;
    }
    chosen[0] = subscriber;
    count = among ? 1 : 0;
  }

  int count() {
    return count;
  }

  Subscriber get(int index) {
    return chosen[index];
  }

  /** Forgets who was chosen last: one of them is gone. */
  void forget() {
    Arrays.fill(chosen, null);
    count = 0;
  }
}
