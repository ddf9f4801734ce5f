package org.weftmq;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages that a socket sends or receives by itself as connections begin and end: options that
 * are counted for the endpoints bound or connected after they were set.
 *
 * <p>A message of one empty frame stands for none, and is what each of them is at first. None of
 * these messages is in the ledger of those that were sent, and none takes room in a queue. As text,
 * each line is a frame.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var router =
 *         Router.open(context)
 *             .set(ConnectionMessages.HELLO, Message.of("welcome"))
 *             .set(ConnectionMessages.DISCONNECT, Message.of("gone"))
 *             .bind("inproc://desk")) {
 *   try (var dealer = Dealer.open(context).connect("inproc://desk")) {
 *     System.out.println(dealer.receive().text()); // welcome
 *   }
 *   System.out.println(router.receive().body().text()); // gone
 * }
 * }</pre>
 */
public final class ConnectionMessages {
  private static final Message NONE = Message.of("");

  /**
   * What each new peer receives before anything else, also when the connection is made anew. For
   * ROUTER, DEALER, CLIENT, SERVER and PEER.
   */
  public static final Option<Message> HELLO =
      message("hello-message", "what each new peer receives before anything else");

  /**
   * What the socket itself receives, as the last message of a peer that came to it, or that it
   * reached over inproc, once that has left. For ROUTER, SERVER and PEER.
   */
  public static final Option<Message> DISCONNECT =
      message("disconnect-message", "what is received as the last of a peer that came and left");

  /**
   * What the socket itself receives, as a message of its peer, each time a connection that it made
   * breaks. For DEALER, CLIENT and PEER.
   */
  public static final Option<Message> HICCUP =
      message(
          "hiccup-message", "what is received when a connection that was made from here breaks");

  /**
   * Whether each new peer, a ROUTER, receives an empty message before anything but {@link #HELLO},
   * so that it knows the socket before that has something to say. For REQ, DEALER and ROUTER.
   */
  public static final Option<Boolean> PROBE_ROUTER =
      Option.flag("probe-router", false, "send an empty message to each new peer");

  private ConnectionMessages() {}

  private static Option<Message> message(String name, String doc) {
    return new Option<>(
        name, NONE, m -> true, "text, each line a frame", ConnectionMessages::parse, false, doc);
  }

  private static Message parse(String text) {
    var frames = new ArrayList<Frame>();
    for (var line : text.split("\n", -1)) {
      frames.add(Frame.of(line));
    }
    return Message.of(frames);
  }

  /** The message that is the value of {@code option} in {@code options}, if there is one. */
  public static List<Message> of(Option<Message> option, Options options) {
    var message = options.get(option);
    return message.equals(NONE) ? List.of() : List.of(message);
  }
}
