package org.weftmq.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.weftmq.Context;
import org.weftmq.Endpoint;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.Witness;

/**
 * What of Weft's is open in this process and where it was opened: contexts, sockets, virtual
 * threads, and the files of ipc endpoints. Noted only as long as somebody looks for {@link Leaks}.
 */
public final class Opened implements Witness {
  private static final int FRAMES = 12;

  /** What lies between the place that is of interest and here. */
  private static final Pattern INNER =
      Pattern.compile(
          "java\\.base|org\\.weftmq"
              + "\\.(test\\.Opened|spi\\.Witness|socket|system|actor|Context)\\b");

  // any thread
  private static final AtomicInteger LOOKERS = new AtomicInteger();
  private static final Map<Object, Throwable> PLACES = new ConcurrentHashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public Opened() {}

  static void beginLooking() {
    LOOKERS.incrementAndGet();
  }

  static void endLooking() {
    if (LOOKERS.decrementAndGet() == 0) {
      PLACES.clear();
    }
  }

  /** What is open now, with a text that says what it is and where it was opened. */
  static Map<Object, Supplier<String>> now() {
    var open = new HashMap<Object, Supplier<String>>();
    PLACES.forEach(
        (thing, place) -> {
          if (isThere(thing)) {
            open.put(thing, () -> name(thing) + frames(place));
          }
        });
    return open;
  }

  private static boolean isThere(Object thing) {
    return switch (thing) {
      case Path file -> Files.exists(file);
      case Thread thread -> thread.isAlive();
      default -> true;
    };
  }

  private static String name(Object thing) {
    return switch (thing) {
      case SocketCore<?, ?> socket -> {
        var bound = socket.endpoints();
        yield "a " + socket.type() + (bound.isEmpty() ? "" : " bound to " + bound) + ", opened";
      }
      case Thread thread -> "the virtual thread \"" + thread.getName() + "\", started";
      case Path file -> "the file " + file + ", which was bound";
      default -> "a context, opened";
    };
  }

  /** From the test's part of the stack up to where JUnit's begins. */
  private static String frames(Throwable place) {
    return Stream.of(place.getStackTrace())
        .map(StackTraceElement::toString)
        .dropWhile(frame -> INNER.matcher(frame).lookingAt())
        .takeWhile(
            frame ->
                !frame.matches(
                    "(java\\.base/)?(org\\.junit|jdk\\.internal|java\\.lang\\.reflect).*"))
        .limit(FRAMES)
        .map(frame -> "\n    at " + frame)
        .collect(Collectors.joining());
  }

  private static void note(Object thing) {
    if (LOOKERS.get() > 0) {
      PLACES.putIfAbsent(thing, new Throwable("opened here"));
    }
  }

  @Override
  public void opened(Context context) {
    note(context);
  }

  @Override
  public void closed(Context context) {
    PLACES.remove(context);
  }

  @Override
  public void opened(SocketCore<?, ?> socket) {
    note(socket);
  }

  @Override
  public void bound(SocketCore<?, ?> socket, Endpoint endpoint) {
    if (endpoint.scheme().equals("ipc")) {
      note(Path.of(endpoint.address()).toAbsolutePath());
    }
  }

  @Override
  public void started(Thread thread) {
    if (LOOKERS.get() > 0) {
      PLACES.keySet().removeIf(thing -> thing instanceof Thread other && !other.isAlive());
      note(thread);
    }
  }

  @Override
  public void closed(SocketCore<?, ?> socket) {
    PLACES.remove(socket);
  }
}
