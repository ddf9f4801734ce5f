package org.weftmq.benchmarks.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.MissingRival;
import org.weftmq.benchmarks.rival.Libzmq;

/**
 * What figures were measured on.
 *
 * @param facts what is known about it, by name: processor, cores, memory, kernel, JDK, rivals
 * @param date the day of the last measurement
 */
public record Machine(Map<String, String> facts, String date) {
  private static final Map<String, String> JARS =
      Map.of(
          "jeromq", "JeroMQ",
          "channels", "Jox",
          "disruptor", "Disruptor",
          "jctools-core-jdk11", "JCTools",
          "pekko-actor-typed_2.13", "Pekko",
          "jmh-core", "JMH");

  /** A machine with these facts, in this order. */
  public Machine {
    facts = new LinkedHashMap<>(facts);
  }

  /** This one, today. */
  public static Machine here() throws IOException, InterruptedException {
    var facts = new LinkedHashMap<String, String>();
    facts.put("processor", first("/proc/cpuinfo", "model name\\s*:\\s*(.*)"));
    facts.put("cores", "" + Runtime.getRuntime().availableProcessors());
    facts.put("memory", first("/proc/meminfo", "MemTotal:\\s*(.*)"));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("JDK", System.getProperty("java.vendor.version") + " " + Runtime.version());
    facts.put("rivals", String.join(" - ", rivals()));
    return new Machine(facts, LocalDate.now().toString());
  }

  /** Whether figures of both may be compared. */
  public boolean isLike(Machine other) {
    return facts.equals(other.facts);
  }

  private static List<String> rivals() throws IOException, InterruptedException {
    var rivals = new ArrayList<String>();
    try (var child = Child.start(List.of(Libzmq.program("libzmq_peer"), "version"))) {
      rivals.add("libzmq " + child.line());
    } catch (MissingRival e) {
      rivals.add("no libzmq");
    }
    var jar = Pattern.compile("([\\w.-]+?)-(\\d[\\w.]*)\\.jar");
    for (var path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var matcher = jar.matcher(Path.of(path).getFileName() + "");
      if (matcher.matches() && JARS.containsKey(matcher.group(1))) {
        rivals.add(JARS.get(matcher.group(1)) + " " + matcher.group(2));
      }
    }
    return rivals.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList();
  }

  /** What the first line of a file that has the pattern says; "unknown" if there is none. */
  private static String first(String file, String pattern) throws IOException {
    var path = Path.of(file);
    if (!Files.exists(path)) {
      return "unknown";
    }
    var compiled = Pattern.compile(pattern);
    for (var line : Files.readAllLines(path)) {
      var matcher = compiled.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return "unknown";
  }
}
