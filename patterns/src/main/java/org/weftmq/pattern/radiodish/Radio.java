package org.weftmq.pattern.radiodish;

import java.time.Duration;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Option;
import org.weftmq.PeerFullException;
import org.weftmq.SocketType;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A RADIO: sends each message to the DISH peers that joined its group (48/RADIO-DISH).
 *
 * <p>Sending never waits, unless a time to wait is given: a peer whose queue is full misses the
 * message, and a message to a group without members is dropped; {@code stats()} counts both. What
 * is sent before a peer's JOIN is here does not reach it, so {@link #awaitMembers} comes before the
 * first message that must not be missed.
 *
 * <p>Over {@code udp://} a RADIO connects, to an address or a multicast group. Nothing comes back
 * from there, so everything is sent, and each DISH picks the groups that it joined; group and body
 * have to fit into one datagram.
 *
 * <p>Safe to use from any thread.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var radio = Radio.open(context).bind("inproc://station");
 *     var dish = Dish.open(context).join("news").connect("inproc://station")) {
 *   radio.awaitMembers("news", 1, Duration.ofSeconds(5));
 *   radio.send("news", "it rains");
 *   radio.send("sports", "nobody listens");
 *   System.out.println(dish.receive().text());
 * }
 * }</pre>
 */
public final class Radio extends TypedSocket<Radio, GroupMessage, GroupMessage> {
  /**
   * Whether a message goes to all members of its group or to none: while one has no room, it is not
   * sent. Else a member that has none misses it.
   */
  public static final Option<Boolean> NO_DROP =
      Option.flag("no-drop", false, "wait for a full member instead of passing it over").asLive();

  /** How many groups one peer may join, 0 for no limit; one that joins more is given up. */
  public static final Option<Integer> MAX_GROUPS =
      Option.number(
              "max-groups",
              100_000,
              0,
              Integer.MAX_VALUE,
              "how many groups one peer may join; 0 is no limit")
          .asLive();

  private final RadioRouting routing;

  private Radio(SocketCore<GroupMessage, GroupMessage> core, RadioRouting routing) {
    super(core);
    this.routing = routing;
  }

  /**
   * Opens a RADIO.
   *
   * @throws org.weftmq.SocketClosedException if the context is closed
   */
  public static Radio open(Context context) {
    var routing = new RadioRouting();
    var core = context.open(SocketType.RADIO, routing, List.of(NO_DROP, MAX_GROUPS));
    routing.options(core::options);
    return new Radio(core, routing);
  }

  /**
   * Sends {@code message} to the members of its group; never waits for them.
   *
   * @throws PeerFullException if {@link #NO_DROP} is set and a member has no room
   * @throws org.weftmq.MessageTooLargeException if it does not fit into a datagram, where one is
   *     sent
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public void send(GroupMessage message) {
    if (!trySend(message)) {
      throw new PeerFullException(
          "cannot send to group \""
              + message.group()
              + "\" of this RADIO: the queue of a member is full, and no-drop is set; give a time"
              + " to wait");
    }
  }

  /**
   * Sends {@code body} to the members of {@code group}; like {@link #send(GroupMessage)}.
   *
   * @throws IllegalArgumentException if the name of the group has more than 255 bytes of UTF-8
   */
  public void send(String group, Frame body) {
    send(new GroupMessage(group, body));
  }

  /** Sends a text, as UTF-8; like {@link #send(String, Frame)}. */
  public void send(String group, String body) {
    send(group, Frame.of(body));
  }

  /**
   * Sends {@code message} to the members of its group; if {@link #NO_DROP} is set, waits at most
   * {@code timeout} until all have room.
   *
   * @return whether it was sent; if not, it never will be
   * @throws org.weftmq.MessageTooLargeException if it does not fit into a datagram, where one is
   *     sent
   * @throws InterruptedException if interrupted before it was sent; then it never will be
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public boolean send(GroupMessage message, Duration timeout) throws InterruptedException {
    return core().send(message, timeout);
  }

  /**
   * Sends {@code message} to the members of its group, unless {@link #NO_DROP} is set and one has
   * no room.
   *
   * @return whether it was sent; if not, it never will be
   * @throws org.weftmq.MessageTooLargeException if it does not fit into a datagram, where one is
   *     sent
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public boolean trySend(GroupMessage message) {
    return core().offer(message).isTaken();
  }

  /**
   * How many peers would get a message to {@code group} now; one that is reached by datagrams is
   * among them, whether or not it is there.
   *
   * @throws org.weftmq.SocketClosedException if the socket is closed
   */
  public int members(String group) {
    return core().inTurn(() -> routing.members(group));
  }

  /**
   * Waits until {@code group} has {@code count} {@linkplain #members members}: from then on what is
   * sent reaches them.
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
