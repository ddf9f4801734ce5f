package org.weftmq.pattern.radiodish;

import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.WrongStateException;
import org.weftmq.spi.Routing;

/** Routing by group; plain, the group is the first of two frames, as it is on the wire. */
interface GroupMessages extends Routing<GroupMessage, GroupMessage> {
  /** How many frames there are: the group, then the body. */
  int FRAMES = 2;

  @Override
  default GroupMessage outgoing(Message message) {
    if (message.size() != FRAMES) {
      throw new WrongStateException(
          "cannot send a message of "
              + message.size()
              + " frames to a group: there are two, the name of the group and the body");
    }
    return new GroupMessage(group(message.first()), message.frame(1));
  }

  private static String group(Frame name) {
    if (name.size() > Group.MAX_SIZE) {
      throw new WrongStateException(
          "cannot send to a group whose name has "
              + name.size()
              + " bytes: there are at most "
              + Group.MAX_SIZE
              + " (48/RADIO-DISH)");
    }
    return Group.named(name)
        .orElseThrow(
            () ->
                new WrongStateException(
                    "cannot send to the group of the bytes " + name.hex() + ": a name is UTF-8"));
  }

  @Override
  default Message incoming(GroupMessage item) {
    return Message.of(item.body()).prepend(Frame.of(item.group()));
  }
}
