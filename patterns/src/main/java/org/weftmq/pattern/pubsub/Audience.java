package org.weftmq.pattern.pubsub;

/** Those who want the same topic, at least one: a subscriber alone, or a crowd. */
sealed interface Audience permits Subscriber, Crowd {
  boolean has(Subscriber subscriber);

  /** These and one who is not among them. */
  Audience with(Subscriber subscriber);

  /** These without one who is among them; {@code null} if nobody is left. */
  Audience without(Subscriber subscriber);

  /** Chooses them for the message of the moment. */
  void addTo(Selection selection);

  /** Their number among {@link Audiences}; 0 if they have none. */
  int seat();

  /** Gives them that number. */
  void seat(int seat);
}
