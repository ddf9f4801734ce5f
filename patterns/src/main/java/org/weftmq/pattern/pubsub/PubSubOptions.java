package org.weftmq.pattern.pubsub;

import java.util.List;
import org.weftmq.Frame;
import org.weftmq.Option;

/** The options that several socket types of this package share. */
public final class PubSubOptions {
  /** How many bytes a topic may have; a peer that sends a longer one is given up. */
  public static final int MAX_TOPIC = 4096;

  /**
   * Of PUB and XPUB: whether a send waits until every subscriber it is for has room, and nobody
   * gets it before; else a subscriber that has none misses the message.
   */
  public static final Option<Boolean> NO_DROP =
      Option.flag("no-drop", false, "wait for a full subscriber instead of passing it over")
          .asLive();

  /**
   * Of PUB and XPUB: the message of one frame that each new connection of a subscriber gets first,
   * whatever it subscribes to; empty is none. A SUB receives it only if it matches a subscription.
   */
  public static final Option<Frame> WELCOME_MESSAGE =
      new Option<>(
          "welcome-message",
          Frame.empty(),
          frame -> !frame.isObject(),
          "any text or bytes; empty is none",
          Frame::of,
          true,
          "the message that each new subscriber gets first");

  /**
   * Of PUB, XPUB and SUB: whether a subscriber gets the messages that match none of its
   * subscriptions instead of those that match one. To be set on both sides, as a SUB filters, too.
   */
  public static final Option<Boolean> INVERT_MATCHING =
      Option.flag("invert-matching", false, "send what matches no subscription, not what does")
          .asLive();

  /**
   * Of PUB and XPUB: how many subscriptions one peer may have, 0 for no limit; one that asks for
   * more is given up. An XPUB also gives up a peer with more than twice as many requests that
   * nobody has received.
   */
  public static final Option<Integer> MAX_SUBSCRIPTIONS =
      Option.number(
              "max-subscriptions",
              100_000,
              0,
              Integer.MAX_VALUE,
              "how many subscriptions one peer may have; 0 is no limit")
          .asLive();

  /**
   * Of PUB, XPUB and XSUB: whether a message of several frames is one of (un)subscriptions only if
   * its first frame is. If not, any of its frames that begins with a byte 0 or 1 is, as with libzmq
   * by default, which takes such frames out of messages that mean something else.
   */
  public static final Option<Boolean> ONLY_FIRST_SUBSCRIBE =
      Option.flag(
              "only-first-subscribe",
              true,
              "look for subscriptions only in messages that begin with one")
          .asLive();

  private PubSubOptions() {}

  static List<Option<?>> ofPublishers() {
    return List.of(
        NO_DROP, WELCOME_MESSAGE, INVERT_MATCHING, MAX_SUBSCRIPTIONS, ONLY_FIRST_SUBSCRIBE);
  }
}
