package org.weftmq.test;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The threads of this process, platform and virtual, as a thread dump names them. */
final class LiveThreads {
  private static final Pattern HEADER = Pattern.compile("#(\\d+) \"(.*)\"( virtual)?.*");

  /** Those that the JVM or a test's tools start when they are first needed, and keep. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "ForkJoinPool.*|.*Poller.*|VirtualThread-.*|Cleaner-.*|Common-Cleaner|process reaper.*"
              + "|Attach Listener|CompletableFutureDelayScheduler|awaitility.*|junit.*|surefire.*"
              + "|Keep-Alive.*|JNA.*");

  /** Ends a second after its last timer, by design. */
  private static final String TIMERS = "weft-timer";

  private static final int FRAMES = 10;

  private LiveThreads() {}

  /** Those that are alive now, by number, each with a text that says where it is. */
  static Map<Object, Supplier<String>> now() {
    var threads = new HashMap<Object, Supplier<String>>();
    for (var block : dump().split("\n\n")) {
      var lines = block.strip().split("\n");
      var header = HEADER.matcher(lines[0]);
      if (header.matches() && counts(header.group(2))) {
        var text = new StringBuilder("the ");
        text.append(header.group(3) == null ? "platform" : "virtual").append(" thread \"");
        text.append(header.group(2)).append("\", which is");
        for (var i = 1; i < Math.min(lines.length, FRAMES); i++) {
          text.append("\n    ").append(lines[i].strip());
        }
        threads.put(Long.valueOf(header.group(1)), text::toString);
      }
    }
    return threads;
  }

  private static boolean counts(String name) {
    return !name.equals(TIMERS) && !OTHERS.matcher(name).matches();
  }

  private static String dump() {
    try {
      var folder = Files.createTempDirectory("weft-threads");
      var file = folder.resolve("dump");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readString(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot dump the threads", e);
    }
  }
}
