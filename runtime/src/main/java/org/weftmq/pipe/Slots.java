package org.weftmq.pipe;

import java.util.HashMap;
import java.util.Map;
import org.weftmq.Message;

/**
 * The slots of a conflating ring, one for each topic that has a message waiting. The producer's.
 */
final class Slots {
  private static final int FEW = 64;

  private final Conflation conflation;
  private final Map<Object, Slot> byTopic = new HashMap<>();
  private int many = FEW;

  Slots(Conflation conflation) {
    this.conflation = conflation;
  }

  /** Where a message belongs. */
  Slot of(Message message) {
    var topic = conflation.topic(message);
    var slot = byTopic.get(topic);
    if (slot == null) {
      forgetEmpty();
      slot = new Slot();
      byTopic.put(topic, slot);
    }
    return slot;
  }

  /** Topics come and go: at most as many empty slots are kept as there are others, and a few. */
  private void forgetEmpty() {
    if (byTopic.size() >= many) {
      byTopic.values().removeIf(Slot::isEmpty);
      many = Math.max(FEW, 2 * byTopic.size());
    }
  }

  /** How many are kept. */
  int size() {
    return byTopic.size();
  }
}
