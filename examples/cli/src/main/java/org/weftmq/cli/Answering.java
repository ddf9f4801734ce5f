package org.weftmq.cli;

import java.io.IOException;
import org.weftmq.Message;

/** The manner of a server: prints each request, and answers it with a line or with itself. */
final class Answering implements Manner {
  private final boolean echo;

  Answering(boolean echo) {
    this.echo = echo;
  }

  @Override
  public void run(Conversation conversation) throws Failure, IOException, InterruptedException {
    for (long answered = 0; !conversation.isEnough(answered); answered++) {
      var request = conversation.receive();
      conversation.print(request);
      conversation.send(echo ? request : line(conversation));
    }
  }

  private static Message line(Conversation conversation) throws Failure, IOException {
    conversation.flush();
    return conversation
        .read()
        .orElseThrow(
            () -> new Failure("a request came, but standard input has no more lines to answer it"));
  }
}
