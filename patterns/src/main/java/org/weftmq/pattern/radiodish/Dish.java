package org.weftmq.pattern.radiodish;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.SocketType;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A DISH: receives the messages of the groups that it joined, one of each RADIO peer in turn
 * (48/RADIO-DISH).
 *
 * <p>The name of a group is at most 255 bytes of UTF-8 and has to match exactly. Groups can be
 * joined and left at any time; peers that come later are told. Over {@code udp://} a DISH binds, an
 * address or a multicast group; it gets all that is sent there, and picks what it joined.
 *
 * <p>Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var radio = Radio.open(context).bind("inproc://station");
 *     var dish = Dish.open(context).connect("inproc://station")) {
 *   dish.join("news").join("sports").leave("sports");
 *   radio.awaitMembers("news", 1, Duration.ofSeconds(5));
 *   radio.send("news", "it rains");
 *   var message = dish.receive();
 *   System.out.println(message.group() + ": " + message.text());
 * }
 * }</pre>
 */
public final class Dish extends TypedSocket<Dish, GroupMessage, GroupMessage>
    implements Receives<GroupMessage> {
  private final DishRouting routing;

  private Dish(SocketCore<GroupMessage, GroupMessage> core, DishRouting routing) {
    super(core);
    this.routing = routing;
  }

  /**
   * Opens a DISH.
   *
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static Dish open(Context context) {
    var routing = new DishRouting();
    return new Dish(context.open(SocketType.DISH, routing, List.of()), routing);
  }

  /**
   * Joins {@code group}: what is sent to it from now on is received. Gives the socket back.
   *
   * @throws IllegalArgumentException if the name has more than 255 bytes of UTF-8
   * @throws org.weftmq.WrongStateException if the group has been joined already
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Dish join(String group) {
    Group.check(group);
    return inTurn(() -> routing.join(group));
  }

  /**
   * Leaves {@code group}: nothing of it is received any more, not even what has come already. Gives
   * the socket back.
   *
   * @throws org.weftmq.WrongStateException if the group has not been joined
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public Dish leave(String group) {
    return inTurn(() -> routing.leave(group));
  }

  /**
   * The groups that are joined now, in no order.
   *
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public List<String> groups() {
    return core().inTurn(routing::groups);
  }

  private Dish inTurn(Runnable change) {
    return core()
        .inTurn(
            () -> {
              change.run();
              return this;
            });
  }
}
