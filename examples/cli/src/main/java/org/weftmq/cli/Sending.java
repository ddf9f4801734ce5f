package org.weftmq.cli;

import java.io.IOException;

/** The manner of a type that only sends: each line is a message. */
final class Sending implements Manner {
  @Override
  public void run(Conversation conversation) throws Failure, IOException, InterruptedException {
    for (long sent = 0; !conversation.isEnough(sent); sent++) {
      var message = conversation.read();
      if (message.isEmpty()) {
        return;
      }
      conversation.send(message.get());
    }
  }
}
