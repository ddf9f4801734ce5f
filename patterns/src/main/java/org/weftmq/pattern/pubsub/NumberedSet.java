package org.weftmq.pattern.pubsub;

import java.util.function.Consumer;

/**
 * A set that costs a few bytes for each thing in it: one array, searched from where a thing's
 * number says, and never more than three quarters full.
 */
class NumberedSet<T extends Numbered> {
  private static final int LEAST = 4;
  private static final int GOLDEN = 0x9E3779B9; // spreads numbers that come one after another

  private Numbered[] table = new Numbered[LEAST];
  private int size;

  int size() {
    return size;
  }

  /** The places of the set, of which some are {@code null}; not to be written to. */
  Numbered[] table() {
    return table;
  }

  boolean contains(T thing) {
    return table[place(thing)] == thing;
  }

  /** Puts it in; false if it was in. */
  boolean add(T thing) {
    var place = place(thing);
    if (table[place] == thing) {
      return false;
    }
    if (4 * (size + 1L) > 3L * table.length) {
      resize(2 * table.length);
      place = place(thing);
    }
    table[place] = thing;
    size++;
    return true;
  }

  /** Takes it out; false if it was not in. */
  boolean remove(T thing) {
    var place = place(thing);
    if (table[place] != thing) {
      return false;
    }
    closeGap(place);
    size--;
    if (table.length > LEAST && 8L * size < table.length) {
      resize(table.length / 2);
    }
    return true;
  }

  @SuppressWarnings("unchecked") // only add() writes
  void forEach(Consumer<? super T> visitor) {
    for (var thing : table) {
      if (thing != null) {
        visitor.accept((T) thing);
      }
    }
  }

  /** Where it is, or the free place where it belongs. */
  private int place(Numbered thing) {
    var mask = table.length - 1;
    var place = home(thing);
    while (table[place] != null && table[place] != thing) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private int home(Numbered thing) {
    return (thing.number() * GOLDEN) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
  }

  /** What stands behind the gap and could not be found any more moves into it. */
  private void closeGap(int from) {
    var mask = table.length - 1;
    var gap = from;
    for (var i = (gap + 1) & mask; table[i] != null; i = (i + 1) & mask) {
      var distance = (i - home(table[i])) & mask;
      if (distance >= ((i - gap) & mask)) {
        table[gap] = table[i];
        gap = i;
      }
    }
    table[gap] = null;
  }

  private void resize(int length) {
    var old = table;
    table = new Numbered[length];
    for (var thing : old) {
      if (thing != null) {
        table[place(thing)] = thing;
      }
    }
  }
}
