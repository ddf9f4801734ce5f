package org.weftmq.cli;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.weftmq.Duplex;
import org.weftmq.Message;

/**
 * The manner of a type that sends and receives at any time: lines go out on a thread of their own
 * while messages come in.
 */
final class Conversing implements Manner {
  /** What ends it when no count is given. */
  enum End {
    /** The end of input. */
    INPUT,
    /** As many messages received as lines sent, after the end of input. */
    REPLIES,
    /** Nothing; and with a count, as many lines are sent as there are to send. */
    NEVER,
    /** A message with nothing behind its first frame: the only peer of a STREAM has left. */
    FAREWELL
  }

  private final End end;

  Conversing(End end) {
    this.end = end;
  }

  @Override
  public void run(Conversation conversation) throws Failure, IOException, InterruptedException {
    var sent = new CompletableFuture<Long>();
    try (var over = conversation.fork("weft-input", pair -> pump(conversation, sent, pair))) {
      long received = 0;
      while (!conversation.isEnough(received)) {
        var message = conversation.receiveUnless(over);
        if (message.isEmpty()) {
          finish(conversation, received, result(sent));
          return;
        }
        if (isFarewell(message.get())) {
          return;
        }
        conversation.print(message.get());
        received++;
      }
      if (end == End.NEVER) {
        conversation.flush();
        over.receive();
        result(sent);
      }
    }
  }

  /** Receives what is still to come when no more is sent. */
  private void finish(Conversation conversation, long received, long sent)
      throws IOException, InterruptedException {
    var wanted =
        switch (end) {
          case INPUT -> conversation.countOr(received);
          case REPLIES -> conversation.countOr(sent);
          case NEVER, FAREWELL -> conversation.countOr(Long.MAX_VALUE);
        };
    for (; received < wanted; received++) {
      var message = conversation.receive();
      if (isFarewell(message)) {
        return;
      }
      conversation.print(message);
    }
  }

  private boolean isFarewell(Message message) {
    return end == End.FAREWELL && message.skip(1).byteSize() == 0;
  }

  /** Sends all lines, then says so. */
  private void pump(Conversation conversation, CompletableFuture<Long> sent, Duplex over)
      throws InterruptedException {
    try {
      long count = 0;
      while (end != End.NEVER || !conversation.isEnough(count)) {
        var message = conversation.read();
        if (message.isEmpty()) {
          break;
        }
        conversation.send(message.get());
        count++;
      }
      sent.complete(count);
    } catch (Failure | IOException | RuntimeException e) {
      sent.completeExceptionally(e);
    }
    over.send("over");
  }

  private static long result(CompletableFuture<Long> sent)
      throws Failure, IOException, InterruptedException {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Failure failure -> throw failure;
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
