package org.weftmq.cli;

import java.io.IOException;

/** The manner of a type that only receives: each message is a line. */
final class Receiving implements Manner {
  @Override
  public void run(Conversation conversation) throws IOException, InterruptedException {
    for (long received = 0; !conversation.isEnough(received); received++) {
      conversation.print(conversation.receive());
    }
  }
}
