package org.weftmq.cli;

import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pubsub.Sub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft sub}. */
@Command(
    name = "sub",
    description = "Prints what its publishers send: all of it, or what begins with a topic.",
    footer = "It ends after N messages, or never.")
final class SubCommand extends SocketCommand {
  @Mixin private Topics topics;

  SubCommand(Console console) {
    super(console, SocketType.SUB);
  }

  @Override
  Duplex open(Context context, Wiring wiring) {
    var sub = Sub.open(context);
    topics.forEach(sub::subscribe);
    return Sockets.plain(wiring.wire(sub));
  }

  @Override
  Manner manner() {
    return new Receiving();
  }
}
