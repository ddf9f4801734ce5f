package org.weftmq.pattern.radiodish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.strategy.FairQueue;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;

/** Messages of the groups that were joined, from each peer in turn (48/RADIO-DISH). */
final class DishRouting implements GroupMessages {
  private final Map<Frame, String> groups = new HashMap<>();
  private final List<Pipe> peers = new ArrayList<>(2);
  private final FairQueue incoming = new FairQueue();

  @Override
  public void attached(Pipe pipe) {
    peers.add(pipe);
    incoming.add(pipe);
  }

  /** A new connection knows nothing of what was joined over the one before it. */
  @Override
  public void connected(Pipe pipe) {
    if (canBeTold(pipe)) {
      groups.keySet().forEach(group -> pipe.offer(new Control.Join(group)));
    }
  }

  /**
   * Who is out of reach will be told all when it is connected; by datagrams nobody is ever told.
   */
  private static boolean canBeTold(Pipe pipe) {
    return pipe.peer().filter(peer -> !peer.isByDatagrams()).isPresent();
  }

  @Override
  public void readable(Pipe pipe) {
    incoming.add(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    peers.remove(pipe);
    incoming.detached(pipe);
  }

  /** Joins a group. */
  void join(String group) {
    var name = Frame.of(group);
    if (groups.putIfAbsent(name, group) != null) {
      throw new WrongStateException(
          "cannot join group \"" + group + "\": this DISH has joined it already");
    }
    tell(new Control.Join(name));
  }

  /** Leaves a group. */
  void leave(String group) {
    var name = Frame.of(group);
    if (groups.remove(name) == null) {
      throw new WrongStateException(
          "cannot leave group \"" + group + "\": this DISH has not joined it");
    }
    tell(new Control.Leave(name));
  }

  private void tell(Control change) {
    for (var peer : peers) {
      if (canBeTold(peer)) {
        peer.offer(change);
      }
    }
  }

  /** The groups that were joined. */
  List<String> groups() {
    return List.copyOf(groups.values());
  }

  @Override
  public Outcome send(GroupMessage item) {
    return Outcome.WAIT;
  }

  @Override
  public GroupMessage receive() {
    for (var message = incoming.receive(); message != null; message = incoming.receive()) {
      if (message.size() != FRAMES || message.first().size() > Group.MAX_SIZE) {
        incoming.from().sever(fault(message));
        continue;
      }
      var group = groups.get(message.first());
      if (group != null) { // a peer may send what it has not been told yet is no longer wanted
        return new GroupMessage(group, message.frame(1));
      }
    }
    return null;
  }

  private static String fault(Message message) {
    return message.size() == FRAMES
        ? "it named a group of "
            + message.first().size()
            + " bytes; there are at most "
            + Group.MAX_SIZE
            + " (48/RADIO-DISH)"
        : "it sent a message of "
            + message.size()
            + " frames; there are two, the group and the body (48/RADIO-DISH)";
  }
}
