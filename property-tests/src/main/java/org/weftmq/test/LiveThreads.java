package org.weftmq.test;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The platform threads of this process. Virtual ones are not asked of the JVM: where many come and
 * go, JDK 25 may crash over the answer. {@link Opened} knows those that Weft started.
 */
final class LiveThreads {
  /** Those that the JVM or a test's tools start when they are first needed, and keep. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "ForkJoinPool.*|.*Poller.*|VirtualThread-.*|Cleaner-.*|Common-Cleaner|process reaper.*"
              + "|Attach Listener|CompletableFutureDelayScheduler|awaitility.*|junit.*|surefire.*"
              + "|Keep-Alive.*|JNA.*");

  private static final int FRAMES = 10;

  private LiveThreads() {}

  /** Those that are alive now, each with a text that says where it is. */
  static Map<Object, Supplier<String>> now() {
    var threads = new HashMap<Object, Supplier<String>>();
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (!OTHERS.matcher(thread.getName()).matches()) {
        threads.put(thread, () -> text(thread));
      }
    }
    return threads;
  }

  private static String text(Thread thread) {
    var text = new StringBuilder("the platform thread \"" + thread.getName() + "\", which is");
    var frames = thread.getStackTrace();
    for (var i = 0; i < Math.min(frames.length, FRAMES); i++) {
      text.append("\n    at ").append(frames[i]);
    }
    return text.toString();
  }
}
