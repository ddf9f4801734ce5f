package org.weftmq.cli;

import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketType;
import org.weftmq.pattern.pubsub.XSub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft xsub}. */
@Command(
    name = "xsub",
    description = "Prints like a sub what its publishers send, and sends each line to all of them.",
    footer = {
      "An xpub prints such a line, a pub takes no notice of it.",
      "",
      "It ends after N messages received and, unless the input ends, N lines sent; or never."
    })
final class XSubCommand extends SocketCommand {
  @Mixin private Topics topics;

  XSubCommand(Console console) {
    super(console, SocketType.XSUB);
  }

  @Override
  Duplex open(Context context, Wiring wiring) {
    var xsub = XSub.open(context);
    topics.forEach(xsub::subscribe);
    return wiring.wire(xsub);
  }

  @Override
  Manner manner() {
    return new Conversing(Conversing.End.NEVER);
  }
}
