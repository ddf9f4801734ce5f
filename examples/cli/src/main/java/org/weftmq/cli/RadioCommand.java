package org.weftmq.cli;

import java.util.Optional;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.radiodish.Radio;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code weft radio}. */
@Command(
    name = "radio",
    description = "Sends each line to all peers that joined its group.",
    footer = {
      "A line is the name of a group, a tab, and the message. A peer that joins later, or whose "
          + "queue is full, misses it. It waits for subscribers, which are those who joined, only "
          + "with --group, and not over udp, where nobody knows them.",
      "",
      "It ends when the input ends, or after N lines, once everything is written."
    })
final class RadioCommand extends SocketCommand {
  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "Send every line to this group: lines have no name of a group, and no tab.")
  private Optional<String> group = Optional.empty();

  @Mixin private Awaited members;

  RadioCommand(Console console) {
    super(console, SocketType.RADIO);
  }

  @Override
  Duplex open(Context context, Wiring wiring) throws InterruptedException {
    var radio = wiring.wire(Radio.open(context));
    if (group.isPresent() && !wiring.isUdp()) {
      members.await((count, time) -> radio.awaitMembers(group.get(), count, time), timeout());
    }
    return Sockets.plain(radio);
  }

  @Override
  Manner manner() {
    return new Sending();
  }

  @Override
  Label label() {
    return group.isPresent() ? Label.NONE : Label.TEXT;
  }

  @Override
  Format format(String delimiter, String joint, boolean hex) {
    var lines = super.format(delimiter, joint, hex);
    return group.<Format>map(name -> new Fronted(lines, Frame.of(name))).orElse(lines);
  }
}
