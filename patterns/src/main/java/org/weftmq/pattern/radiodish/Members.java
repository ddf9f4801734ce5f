package org.weftmq.pattern.radiodish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.weftmq.Frame;
import org.weftmq.pipe.Pipe;

/** Who joined which group (48/RADIO-DISH). */
final class Members {
  /** Those who joined one group, at least one; and its name as it is sent. */
  record Group(Frame name, List<Pipe> pipes) {}

  /** What is noted on a peer's pipe. */
  private static final class Member {
    private final Set<String> groups = new HashSet<>(2);
    private boolean connected;
  }

  private final Map<String, Group> groups = new HashMap<>();

  /** A peer that has joined nothing as yet. */
  void add(Pipe pipe) {
    pipe.note(new Member());
  }

  private static Member of(Pipe pipe) {
    return (Member) pipe.note();
  }

  /** A peer is connected; if that is not the first time, what it had joined is void. */
  void connected(Pipe pipe) {
    if (of(pipe).connected) {
      leaveAll(pipe);
    }
    of(pipe).connected = true;
  }

  /** How many groups a peer is in. */
  static int count(Pipe pipe) {
    return of(pipe).groups.size();
  }

  /** Whether a peer is in the group of that name. */
  static boolean isIn(Pipe pipe, String name) {
    return of(pipe).groups.contains(name);
  }

  /** The group of that name, or {@code null} if nobody is in it. */
  Group find(String name) {
    return groups.get(name);
  }

  /** Joining twice is joining once. */
  void join(Pipe pipe, String name) {
    if (of(pipe).groups.add(name)) {
      groups.computeIfAbsent(name, n -> new Group(Frame.of(n), new ArrayList<>(2))).pipes.add(pipe);
    }
  }

  void leave(Pipe pipe, String name) {
    if (of(pipe).groups.remove(name)) {
      remove(pipe, name);
    }
  }

  void leaveAll(Pipe pipe) {
    of(pipe).groups.forEach(name -> remove(pipe, name));
    of(pipe).groups.clear();
  }

  private void remove(Pipe pipe, String name) {
    var group = groups.get(name);
    group.pipes.remove(pipe);
    if (group.pipes.isEmpty()) {
      groups.remove(name);
    }
  }
}
