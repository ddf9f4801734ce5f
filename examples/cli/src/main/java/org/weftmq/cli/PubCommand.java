package org.weftmq.cli;

import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pubsub.Pub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code weft pub}. */
@Command(
    name = "pub",
    description = "Sends each line to all peers that subscribed to what it begins with.",
    footer = {
      "A subscriber that comes later, or whose queue is full, misses what is sent.",
      "",
      "It ends when the input ends, or after N lines, once everything is written."
    })
final class PubCommand extends SocketCommand {
  @Mixin private Awaited subscribers;

  PubCommand(Console console) {
    super(console, SocketType.PUB);
  }

  @Override
  Duplex open(Context context, Wiring wiring) throws InterruptedException {
    var pub = wiring.wire(Pub.open(context));
    subscribers.await(pub::awaitSubscribers, timeout());
    return Sockets.plain(pub);
  }

  @Override
  Manner manner() {
    return new Sending();
  }
}
