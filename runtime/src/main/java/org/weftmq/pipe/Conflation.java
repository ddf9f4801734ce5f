package org.weftmq.pipe;

import java.util.Collection;
import java.util.LinkedHashMap;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;

/** Which of the messages that wait in a pipe give way to newer ones; the stronger kind is last. */
public enum Conflation {
  /** None: all are kept. */
  NONE,
  /** Those that begin with the same frame as the newer one. */
  BY_TOPIC,
  /** All. */
  NEWEST;

  /** What a socket of that type with these options wants for its pipes. */
  public static Conflation of(SocketType type, Options options) {
    if (!type.conflates()) {
      return NONE;
    }
    if (options.get(SocketOptions.CONFLATE)) {
      return NEWEST;
    }
    return options.get(SocketOptions.CONFLATE_BY_TOPIC) ? BY_TOPIC : NONE;
  }

  /** The stronger of both. */
  public Conflation or(Conflation other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** What two messages have in common if the newer one replaces the other. */
  Object topic(Message message) {
    return switch (this) {
      case NONE -> new Object();
      case BY_TOPIC -> message.first();
      case NEWEST -> this;
    };
  }

  /** What is left of {@code items}: each message stands where the first that it replaces stood. */
  <T> Collection<T> newest(Collection<T> items) {
    var kept = LinkedHashMap.<Object, T>newLinkedHashMap(items.size());
    for (var item : items) {
      kept.put(item instanceof Message message ? topic(message) : new Object(), item);
    }
    return kept.values();
  }
}
