package org.weftmq.transport.udp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A function that remembers what it gave for the arguments it was asked for last. One thread. */
final class Recent<K, V> {
  private static final int MOST = 1024;

  private final Function<K, V> function;
  private final Map<K, V> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
          return size() > MOST;
        }
      };

  Recent(Function<K, V> function) {
    this.function = function;
  }

  V valueOf(K argument) {
    return known.computeIfAbsent(argument, function);
  }

  /** How many it remembers. */
  int size() {
    return known.size();
  }
}
