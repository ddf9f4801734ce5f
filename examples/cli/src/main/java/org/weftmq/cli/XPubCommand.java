package org.weftmq.cli;

import java.io.IOException;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pubsub.XPub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft xpub}. */
@Command(
    name = "xpub",
    description = "Sends lines like a pub, and prints what its peers subscribe to.",
    footer = {
      "What is printed is subscribed, unsubscribed or, from an xsub, received; then a tab and the "
          + "topic or the message. A topic that already has a subscriber is printed only with "
          + "-o xpub-verbose=true.",
      "",
      "It ends after N messages received and, unless the input ends, N lines sent; or never."
    })
final class XPubCommand extends SocketCommand {
  @Mixin private Awaited subscribers;

  XPubCommand(Console console) {
    super(console, SocketType.XPUB);
  }

  @Override
  Duplex open(Context context, Wiring wiring) throws InterruptedException {
    var xpub = wiring.wire(XPub.open(context));
    subscribers.await(xpub::awaitSubscribers, timeout());
    return Sockets.plain(xpub);
  }

  @Override
  Manner manner() {
    return new Conversing(Conversing.End.NEVER);
  }

  @Override
  Format format(String delimiter, String joint, boolean hex) {
    return new Explained(new LineFormat(delimiter, joint, hex, Label.NONE, Label.TEXT));
  }

  /** The format of lines that say in a word what came. */
  private record Explained(Format lines) implements Format {
    @Override
    public Message read(byte[] line) throws Failure {
      return lines.read(line);
    }

    @Override
    public void print(Message message, Printer printer) throws IOException {
      var first = message.first();
      lines.print(
          switch (first.isEmpty() ? -1 : first.byteAt(0)) {
            case 0 -> topic(first).prepend(Frame.of("unsubscribed"));
            case 1 -> topic(first).prepend(Frame.of("subscribed"));
            default -> message.prepend(Frame.of("received"));
          },
          printer);
    }

    private static Message topic(Frame request) {
      return Message.of(Frame.wrap(request.bytes(), 1, request.size() - 1));
    }
  }
}
