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
    return new GroupMessage(message.text(), message.frame(1));
  }

  @Override
  default Message incoming(GroupMessage item) {
    return Message.of(item.body()).prepend(Frame.of(item.group()));
  }
}
