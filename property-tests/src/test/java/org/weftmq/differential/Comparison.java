package org.weftmq.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.weftmq.SocketType;

/** Two runs of the same script, step by step. */
final class Comparison {
  private final Script script;
  private final List<Script.Entry> theirs;
  private final List<Script.Entry> ours;

  Comparison(Script script, List<Script.Entry> theirs, List<Script.Entry> ours) {
    this.script = script;
    this.theirs = theirs;
    this.ours = ours;
  }

  /** What cannot be explained, if there is anything. */
  Optional<String> fault() {
    var reordered = new HashSet<Integer>();
    for (var i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
      var step = ours.get(i).step();
      var their = theirs.get(i).outcome();
      var our = ours.get(i).outcome();
      if (their.equals(our)) {
        continue;
      }
      if (their instanceof Outcome.Received(int theirSender, var f)
          && our instanceof Outcome.Received(int ourSender, var g)
          && (theirSender != ourSender
              || theirSender == Outcome.NOBODY
              || reordered.contains(step.socket()))) {
        reordered.add(step.socket());
        if (dependsOnSender(i)) {
          return Optional.empty(); // from here on the two have different stories
        }
      } else if (!Difference.any(script.type(step.socket()), step, their, our)) {
        return Optional.of("step " + i + ", " + step);
      }
    }
    return streams(theirs).equals(streams(ours))
        ? Optional.empty()
        : Optional.of("what each received of each");
  }

  /**
   * No RFC says which of several senders comes first; but whose message it was decides who has room
   * again, who is answered, and what is lost with a socket.
   */
  private boolean dependsOnSender(int index) {
    var socket = ours.get(index).step().socket();
    return script.mark() > 0
        || script.type(socket) == SocketType.REP
        || ours.subList(index, ours.size()).stream()
            .map(Script.Entry::step)
            .anyMatch(step -> step instanceof Step.Close || step instanceof Step.Disconnect);
  }

  /** What each socket received of each other one, in order; subscriptions in any order. */
  private static Map<String, List<String>> streams(List<Script.Entry> entries) {
    var streams = new TreeMap<String, List<String>>();
    for (var entry : entries) {
      if (entry.outcome() instanceof Outcome.Received(int from, var frames)) {
        var stream =
            streams.computeIfAbsent(
                entry.step().socket() + " of " + from, way -> new ArrayList<>());
        stream.add(frames.toString());
        if (from == Outcome.NOBODY) {
          stream.sort(null);
        }
      }
    }
    return streams;
  }

  /** Both, side by side. */
  @Override
  public String toString() {
    var text = new StringBuilder(script.family() + ", marks of " + script.mark());
    for (var i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
      var their = i < theirs.size() ? theirs.get(i).outcome().toString() : "-";
      var our = i < ours.size() ? ours.get(i).outcome().toString() : "-";
      var step = i < ours.size() ? ours.get(i).step() : theirs.get(i).step();
      var mark = their.equals(our) ? " " : "!";
      text.append(String.format("%n%s%3d %-46s %-46s %s", mark, i, step, their, our));
    }
    return text.toString();
  }
}
