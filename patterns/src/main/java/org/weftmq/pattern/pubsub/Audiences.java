package org.weftmq.pattern.pubsub;

import java.util.Arrays;

/** All audiences of a publisher, by number: so a topic has a number for its audience, no object. */
final class Audiences {
  private Audience[] seated = new Audience[4];
  private int[] free = new int[4];
  private int freeCount;
  private int last;

  Audience at(int seat) {
    return seated[seat];
  }

  /** The number of an audience, which gets one if it has none. */
  int seat(Audience audience) {
    if (audience.seat() == 0) {
      audience.seat(freeCount > 0 ? free[--freeCount] : ++last);
      if (audience.seat() == seated.length) {
        seated = Arrays.copyOf(seated, 2 * seated.length);
      }
      seated[audience.seat()] = audience;
    }
    return audience.seat();
  }

  /** Forgets an audience that no topic has any more. */
  void leave(Audience audience) {
    if (audience.seat() != 0) {
      seated[audience.seat()] = null;
      if (freeCount == free.length) {
        free = Arrays.copyOf(free, 2 * freeCount);
      }
      free[freeCount++] = audience.seat();
      audience.seat(0);
    }
  }
}
