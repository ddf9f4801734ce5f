package org.weftmq.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A look at what is open in this process, and another one later: what was opened in between must
 * have been closed. Counts platform threads, Weft's virtual threads, contexts and sockets,
 * descriptors of sockets, and files of ipc endpoints. {@link NoLeaks} does it for each test of a
 * class.
 *
 * <pre>{@code
 * try (var leaks = Leaks.watch();
 *     var context = Context.open();
 *     var pull = Pull.open(context).bind("ipc://*")) {
 *   System.out.println(leaks.now()); // the context, the socket, a thread, a descriptor, a file
 * } // closed last: fails if anything is left
 * }</pre>
 *
 * <p>Other tests must not run in the same process at the same time.
 */
public final class Leaks implements AutoCloseable {
  /** What ends in the background has ended by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration STEP = Duration.ofMillis(5);

  private final Set<Object> before;

  private Leaks(Set<Object> before) {
    this.before = before;
  }

  /** From now on counts what is opened. */
  public static Leaks watch() {
    Opened.beginLooking();
    return new Leaks(open().keySet());
  }

  private static Map<Object, Supplier<String>> open() {
    var open = new HashMap<Object, Supplier<String>>();
    open.putAll(Opened.now());
    open.putAll(LiveThreads.now());
    open.putAll(Descriptors.sockets());
    return open;
  }

  /** What has been opened since and is open now, each with where that was. */
  public List<String> now() {
    var open = open();
    open.keySet().removeAll(before);
    var texts = new ArrayList<String>();
    open.values().forEach(text -> texts.add(text.get()));
    texts.sort(null);
    return texts;
  }

  /**
   * Waits until nothing is left, and counts no more.
   *
   * @throws AssertionError if something is left after 10 seconds; names it all
   */
  @Override
  public void close() {
    try {
      var begun = System.nanoTime();
      for (var left = now(); !left.isEmpty(); left = now()) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new AssertionError("left open:\n  " + String.join("\n  ", left));
        }
        LockSupport.parkNanos(this, STEP.toNanos());
      }
    } finally {
      forget();
    }
  }

  /** Counts no more, whatever is left. */
  void forget() {
    Opened.endLooking();
  }
}
