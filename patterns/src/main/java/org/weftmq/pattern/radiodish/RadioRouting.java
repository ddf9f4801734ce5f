package org.weftmq.pattern.radiodish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.MessageTooLargeException;
import org.weftmq.Options;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Control;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Peer;

/** Each message to those who joined its group (48/RADIO-DISH). */
final class RadioRouting implements GroupMessages {
  /** So much of what one peer sent is read before others have a turn. */
  private static final int BUDGET = 512;

  private static final Outcome UNWANTED = new Outcome.Dropped(DropReason.NO_SUBSCRIBER);

  private final Members members = new Members();

  /** Those who get datagrams: they cannot say what they want, so they get everything. */
  private final List<Pipe> everything = new ArrayList<>(0);

  private Supplier<Options> options = Options::initial;

  // what the last options that were seen say
  private Options seen;
  private boolean noDrop;

  void options(Supplier<Options> live) {
    options = live;
  }

  @Override
  public void attached(Pipe pipe) {
    members.add(pipe);
    readable(pipe);
  }

  @Override
  public void connected(Pipe pipe) {
    members.connected(pipe);
    if (pipe.peer().filter(Peer::isByDatagrams).isPresent()) {
      everything.add(pipe);
    }
  }

  @Override
  public void readable(Pipe pipe) {
    for (var i = 0; i < BUDGET; i++) {
      switch (pipe.poll()) {
        case null -> {
          if (pipe.isDrained() || pipe.armReadable()) {
            return;
          }
        }
        // Nothing is ever sent to a group that a GroupMessage cannot name.
        case Control.Join(Frame group) -> Group.named(group).ifPresent(name -> join(pipe, name));
        case Control.Leave(Frame group) ->
            Group.named(group).ifPresent(name -> members.leave(pipe, name));
        default -> {} // nothing else concerns a RADIO
      }
    }
    pipe.pollLater();
  }

  private void join(Pipe pipe, String group) {
    var most = options.get().get(Radio.MAX_GROUPS);
    if (most > 0 && Members.count(pipe) >= most && !Members.isIn(pipe, group)) {
      pipe.sever("it joined more than " + most + " groups: " + Radio.MAX_GROUPS.name());
    } else {
      members.join(pipe, group);
    }
  }

  @Override
  public void detached(Pipe pipe) {
    members.leaveAll(pipe);
    everything.remove(pipe);
    pipe.close(); // what it may still have asked for does not matter any more
  }

  @Override
  public Outcome send(GroupMessage item) {
    var group = members.find(item.group());
    if (group == null && everything.isEmpty()) {
      return UNWANTED;
    }
    var name = group == null ? Frame.of(item.group()) : group.name();
    var wanting = group == null ? List.<Pipe>of() : group.pipes();
    var message = Message.of(item.body()).prepend(name);
    if (message.hasObject()) { // all get it, or the caller is told
      wanting.forEach(pipe -> pipe.refuseObject(message));
      everything.forEach(pipe -> pipe.refuseObject(message));
    } else {
      checkSize(message);
    }
    if (isNoDrop() && !(haveRoom(wanting) && haveRoom(everything))) {
      return Outcome.WAIT;
    }
    return give(everything, message, give(wanting, message, UNWANTED));
  }

  private boolean isNoDrop() {
    var now = options.get();
    if (now != seen) {
      seen = now;
      noDrop = now.get(Radio.NO_DROP);
    }
    return noDrop;
  }

  private void checkSize(Message message) {
    for (var i = 0; i < everything.size(); i++) {
      var peer = everything.get(i).peer();
      var size = 1 + message.byteSize();
      if (peer.isPresent() && size > peer.get().datagramSize()) {
        throw new MessageTooLargeException(
            "cannot send a datagram of "
                + size
                + " bytes to group \""
                + message.text()
                + "\" at "
                + peer.get().address()
                + " from this RADIO: one to there has at most "
                + peer.get().datagramSize()
                + " bytes, the name of the group and one more among them");
      }
    }
  }

  /** Whether all have room; one that has none is to say when it has. */
  private static boolean haveRoom(List<Pipe> pipes) {
    for (var i = 0; i < pipes.size(); i++) {
      var pipe = pipes.get(i);
      while (!pipe.isWritable() && !pipe.isClosed()) {
        if (pipe.armWritable()) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Gives all of them the message; what became of it, with them and those before. 48/RADIO-DISH:
   * who is full misses it.
   */
  private static Outcome give(List<Pipe> pipes, Message message, Outcome before) {
    var outcome = before;
    for (var i = 0; i < pipes.size(); i++) {
      var pipe = pipes.get(i);
      if (pipe.offer(message)) {
        outcome = Outcome.ACCEPTED;
      } else if (!pipe.isClosed()) {
        pipe.skip();
        outcome = outcome == UNWANTED ? Outcome.SKIPPED : outcome;
      }
    }
    return outcome;
  }

  @Override
  public GroupMessage receive() {
    return null;
  }

  /** How many peers would get a message to the group. */
  int members(String name) {
    var group = members.find(name);
    return (group == null ? 0 : group.pipes().size()) + everything.size();
  }
}
