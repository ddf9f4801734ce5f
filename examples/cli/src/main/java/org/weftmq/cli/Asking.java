package org.weftmq.cli;

import java.io.IOException;

/** The manner of a client: sends a line, prints the reply, takes the next line. */
final class Asking implements Manner {
  @Override
  public void run(Conversation conversation) throws Failure, IOException, InterruptedException {
    for (long replies = 0; !conversation.isEnough(replies); replies++) {
      conversation.flush();
      var request = conversation.read();
      if (request.isEmpty()) {
        return;
      }
      conversation.send(request.get());
      conversation.print(conversation.receive());
    }
  }
}
