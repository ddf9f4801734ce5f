package org.weftmq.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
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

  /** Runs the script with both, and fails where that cannot be explained. */
  static Comparison check(Script script, Supplier<World> quick, Supplier<World> patient) {
    var first = of(script, quick.get(), 0);
    if (first.fault().isEmpty()) {
      return first;
    }
    // A busy machine may have been slow: once more, with patience.
    var again = of(script, patient.get(), 2_000);
    assertThat(again.fault()).as(again::toString).isEmpty();
    return again;
  }

  /** Whether a message found no room behind others that several receivers had taken. */
  boolean foundSeveralFull() {
    if (script.mark() == 0 || !script.family().distributes()) {
      return false;
    }
    var sent = 0;
    for (var entry : ours) {
      if (entry.step() instanceof Step.Send) {
        if (entry.outcome() instanceof Outcome.Refused && sent > script.mark()) {
          return true;
        }
        sent += entry.outcome() instanceof Outcome.Done ? 1 : 0;
      }
    }
    return false;
  }

  /** Whether a socket was disconnected while there were messages that nobody had received. */
  boolean disconnectedUnderWay() {
    var underWay = 0;
    for (var entry : ours) {
      if (entry.outcome() instanceof Outcome.Received) {
        underWay--;
      } else if (entry.outcome() instanceof Outcome.Done) {
        underWay += entry.step() instanceof Step.Send ? 1 : 0;
        if (entry.step() instanceof Step.Disconnect && underWay > 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** Weft's world is opened once theirs has ended: if that fails, there is nothing to close. */
  private static Comparison of(Script script, World theirs, int pause) {
    return new Comparison(script, script.runIn(theirs), script.runIn(new WeftWorld(pause)));
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
      } else if (dependsOnReceiver(i) || dependsOnFormerReceiver(i)) {
        return twice(); // from here on the two have different stories
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

  /**
   * No RFC says who is next when one of several receivers has gone, or has room again; what another
   * one has got by then may come to nobody when it goes, too. Before that, all know whose turn it
   * is.
   */
  private boolean dependsOnReceiver(int index) {
    return script.family().distributes()
        && ours.get(index).step() instanceof Step.Receive
        && (script.mark() > 0 && !isEarly(theirs.get(index)) && !isEarly(ours.get(index))
            || ours.subList(0, index).stream()
                .map(Script.Entry::step)
                .anyMatch(step -> step instanceof Step.Close || step instanceof Step.Disconnect));
  }

  /** Whether what was received had been sent before any queue can have been full. */
  private boolean isEarly(Script.Entry entry) {
    return entry.outcome() instanceof Outcome.Received received
        && Script.numberOf(received) < 2 * script.mark();
  }

  /**
   * For the same reason, what went to one that has left may still be with another, which then is
   * full: if anything was sent before, and by now as many as one peer has room for.
   */
  private boolean dependsOnFormerReceiver(int index) {
    var left = -1;
    for (var i = 0; i < index; i++) {
      var step = ours.get(i).step();
      left = step instanceof Step.Close || step instanceof Step.Disconnect ? i : left;
    }
    var socket = ours.get(index).step().socket();
    return script.family().distributes()
        && script.mark() > 0
        && ours.get(index).step() instanceof Step.Send
        && sent(left + 1, socket) > 0
        && sent(index, socket) >= 2L * script.mark();
  }

  /** How many messages a socket had sent before that step. */
  private long sent(int before, int socket) {
    return ours.subList(0, before).stream().filter(entry -> isSent(entry, socket)).count();
  }

  private static boolean isSent(Script.Entry entry, int socket) {
    return entry.step() instanceof Step.Send send
        && send.socket() == socket
        && entry.outcome() instanceof Outcome.Done;
  }

  /** A message that Weft gave to several of several receivers, or twice to one. */
  private Optional<String> twice() {
    var seen = new HashSet<Outcome>();
    return ours.stream()
        .map(Script.Entry::outcome)
        .filter(outcome -> outcome instanceof Outcome.Received && !seen.add(outcome))
        .findFirst()
        .map(outcome -> "received twice: " + outcome);
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
    text.append(script.underWay() ? ", under way" : "");
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
