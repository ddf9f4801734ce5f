package org.weftmq.socket;

import java.util.EnumMap;
import java.util.Map;
import org.weftmq.DropReason;
import org.weftmq.pipe.Tally;

/** How many messages were dropped, by reason. Owned by whoever counts. */
final class Drops {
  // a map of its own from the first drop on: most sockets have none
  private Map<DropReason, Long> counts = Map.of();

  void add(DropReason reason, long count) {
    if (count > 0) {
      if (counts.isEmpty()) {
        counts = new EnumMap<>(DropReason.class);
      }
      counts.merge(reason, count, Long::sum);
    }
  }

  void add(Tally tally) {
    add(DropReason.UNKNOWN, tally.unknown());
    add(DropReason.REFUSED, tally.refused());
    add(DropReason.PEER_FULL, tally.skipped());
    add(DropReason.CONFLATED, tally.conflated());
    add(DropReason.NOT_ENCODED, tally.spoiled());
  }

  void add(Drops others) {
    others.counts.forEach(this::add);
  }

  /** Those of which there were any. */
  Map<DropReason, Long> byReason() {
    return Map.copyOf(counts);
  }
}
