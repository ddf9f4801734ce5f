package org.weftmq.cli;

import java.util.Set;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.radiodish.Dish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code weft dish}. */
@Command(
    name = "dish",
    description = "Prints the messages to the groups it joins.",
    footer = {
      "A message is printed as its group, a tab, and the message.",
      "",
      "It ends after N messages, or never."
    })
final class DishCommand extends SocketCommand {
  @Option(
      names = "--join",
      paramLabel = "GROUP",
      required = true,
      description = "Join this group, by its exact name. Repeatable.")
  private Set<String> groups;

  DishCommand(Console console) {
    super(console, SocketType.DISH);
  }

  @Override
  Duplex open(Context context, Wiring wiring) {
    var dish = Dish.open(context);
    groups.forEach(dish::join);
    return Sockets.plain(wiring.wire(dish));
  }

  @Override
  Manner manner() {
    return new Receiving();
  }

  @Override
  Label label() {
    return Label.TEXT;
  }
}
