package org.weftmq.pattern.radiodish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;

/** Each message to those who joined its group (48/RADIO-DISH). */
final class RadioRouting implements GroupMessages {
  /** What a peer may make this side remember: a DISH that joins more groups is given up. */
  static final int MAX_GROUPS = 100_000;

  private static final Outcome UNWANTED = new Outcome.Dropped(DropReason.NO_PEER);

  /** Those who joined one group; there is at least one. */
  private record Members(Frame name, List<Pipe> pipes) {}

  private final Map<String, Members> groups = new HashMap<>();

  /** The groups of a peer, noted on its pipe. */
  @SuppressWarnings("unchecked") // nothing else is noted
  private static Set<String> groupsOf(Pipe pipe) {
    return (Set<String>) pipe.note();
  }

  @Override
  public void attached(Pipe pipe) {
    pipe.note(new HashSet<String>(2));
    readable(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    do {
      for (var item = pipe.poll(); item != null; item = pipe.poll()) {
        switch (item) {
          case Control.Join(String group) -> join(pipe, group);
          case Control.Leave(String group) -> leave(pipe, group);
          default -> {} // nothing else concerns a RADIO
        }
      }
    } while (!pipe.armReadable());
  }

  private void join(Pipe pipe, String group) {
    var joined = groupsOf(pipe);
    if (joined.size() == MAX_GROUPS && !joined.contains(group)) {
      pipe.sever("it joined more than " + MAX_GROUPS + " groups");
    } else if (joined.add(group)) {
      groups
          .computeIfAbsent(group, name -> new Members(Frame.of(name), new ArrayList<>(2)))
          .pipes
          .add(pipe);
    }
  }

  private void leave(Pipe pipe, String group) {
    if (groupsOf(pipe).remove(group)) {
      remove(pipe, group);
    }
  }

  private void remove(Pipe pipe, String group) {
    var members = groups.get(group);
    members.pipes.remove(pipe);
    if (members.pipes.isEmpty()) {
      groups.remove(group);
    }
  }

  @Override
  public void detached(Pipe pipe) {
    groupsOf(pipe).forEach(group -> remove(pipe, group));
    pipe.close(); // what it may still have asked for does not matter any more
  }

  @Override
  public Outcome send(GroupMessage item) {
    var members = groups.get(item.group());
    if (members == null) {
      return UNWANTED;
    }
    var message = Message.of(item.body()).prepend(members.name);
    if (message.hasObject()) { // all get it, or the caller is told
      members.pipes.forEach(pipe -> pipe.refuseObject(message));
    }
    var wanted = false;
    for (var i = 0; i < members.pipes.size(); i++) {
      wanted |= give(members.pipes.get(i), message);
    }
    return wanted ? Outcome.ACCEPTED : UNWANTED;
  }

  /** Gives a peer the message, unless it is full; false if it is gone. */
  private static boolean give(Pipe pipe, Message message) {
    if (pipe.offer(message)) {
      return true;
    }
    if (pipe.isClosed()) {
      return false;
    }
    pipe.skip(); // 48/RADIO-DISH: a full peer misses it, nobody waits
    return true;
  }

  @Override
  public GroupMessage receive() {
    return null;
  }

  /** How many peers would get a message to the group. */
  int members(String group) {
    var members = groups.get(group);
    return members == null ? 0 : members.pipes.size();
  }
}
