package org.weftmq.pattern.radiodish;

import java.time.Duration;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A RADIO: sends each message to the DISH peers that joined its group (48/RADIO-DISH).
 *
 * <p>Sending never waits: a peer whose queue is full misses the message, and a message to a group
 * without members is dropped; {@link #stats} counts both.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var radio = Radio.open(context).bind("inproc://station");
 *     var dish = Dish.open(context).join("news").connect("inproc://station")) {
 *   radio.send("news", "it rains");
 *   radio.send("sports", "nobody listens");
 *   System.out.println(dish.receive().text());
 * }
 * }</pre>
 */
public final class Radio extends TypedSocket<Radio, GroupMessage, GroupMessage> {
  private final RadioRouting routing;

  private Radio(SocketCore<GroupMessage, GroupMessage> core, RadioRouting routing) {
    super(core);
    this.routing = routing;
  }

  /** Opens a RADIO. */
  public static Radio open(Context context) {
    var routing = new RadioRouting();
    return new Radio(context.open(SocketType.RADIO, routing, List.of()), routing);
  }

  /**
   * Sends {@code message} to the members of its group; never waits for them.
   *
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void send(GroupMessage message) {
    core().offer(message);
  }

  /**
   * Sends {@code body} to the members of {@code group}; never waits for them.
   *
   * @throws IllegalArgumentException if the name of the group has more than 255 bytes of UTF-8
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void send(String group, Frame body) {
    send(new GroupMessage(group, body));
  }

  /** Sends a text, as UTF-8; like {@link #send(String, Frame)}. */
  public void send(String group, String body) {
    send(group, Frame.of(body));
  }

  /**
   * How many peers would get a message to {@code group} now.
   *
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public int members(String group) {
    return core().inTurn(() -> routing.members(group));
  }

  /**
   * Waits until {@code count} peers would get a message to {@code group}. Over UDP there are no
   * members to wait for: nobody tells a RADIO what it joined.
   *
   * @return false if {@code timeout} is over first
   * @throws InterruptedException if interrupted before
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public boolean awaitMembers(String group, int count, Duration timeout)
      throws InterruptedException {
    return core().awaitThat(() -> routing.members(group) >= count, timeout);
  }
}
