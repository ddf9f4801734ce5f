package org.weftmq;

import java.time.Duration;
import java.util.List;

/** The options that sockets of every type have, on every transport. */
public final class SocketOptions {
  /** How many messages may wait for one peer; 0 is no limit. Over inproc both sides' marks add. */
  public static final Option<Integer> SEND_HIGH_WATER_MARK =
      Option.number(
              "send-high-water-mark",
              1000,
              0,
              Integer.MAX_VALUE,
              "how many messages may wait for one peer; 0 is no limit")
          .asLive();

  /** How many messages from one peer may wait to be received; 0 is no limit. */
  public static final Option<Integer> RECEIVE_HIGH_WATER_MARK =
      Option.number(
              "receive-high-water-mark",
              1000,
              0,
              Integer.MAX_VALUE,
              "how many messages from one peer may wait to be received; 0 is no limit")
          .asLive();

  /** How long {@code close()} waits for messages that are not written yet. */
  public static final Option<Duration> LINGER =
      Option.time(
              "linger",
              Duration.ofSeconds(1),
              "how long close waits until all messages are written")
          .asLive();

  /** How long a {@code send} without a time of its own waits for room. */
  public static final Option<Duration> SEND_TIMEOUT =
      Option.time("send-timeout", Option.FOREVER, "how long a plain send waits for room").asLive();

  /** How long a {@code receive} without a time of its own waits for a message. */
  public static final Option<Duration> RECEIVE_TIMEOUT =
      Option.time("receive-timeout", Option.FOREVER, "how long a plain receive waits").asLive();

  /**
   * How a thread waits in a call of this socket; in a select, as the busiest of its sockets says.
   * The threads that read and write for the socket sleep when they have nothing to do, whatever
   * this says.
   */
  public static final Option<WaitStrategy> WAIT_STRATEGY =
      new Option<>(
              "wait-strategy",
              WaitStrategy.PARK,
              strategy -> true,
              "park, spin-then-park or busy-spin",
              WaitStrategy::of,
              false,
              "how a thread waits in a call of this socket")
          .asLive();

  /** The name by which ROUTER peers know this socket; empty is anonymous (28/REQREP). */
  public static final Option<RoutingId> ROUTING_ID =
      new Option<>(
          "routing-id",
          RoutingId.none(),
          id -> !id.isGenerated(),
          "at most 255 bytes, of which the first is not zero",
          RoutingId::of,
          false,
          "the name by which ROUTER peers know this socket; empty is anonymous");

  /**
   * Whether the queue of each peer keeps only the newest message, whole, in both directions; marks
   * then mean nothing. For DEALER, PULL, PUSH, PUB and SUB; on others it changes nothing.
   *
   * <p>Where two sockets share a queue, as over inproc, it is enough if one of them wants it. The
   * message that gives way is a {@linkplain DropReason#CONFLATED drop}.
   */
  public static final Option<Boolean> CONFLATE =
      Option.flag("conflate", false, "keep only the newest message for each peer");

  /**
   * Like {@link #CONFLATE}, but the newest message of each topic is kept: of those that begin with
   * the same frame. They stand in the order in which the topics came into the queue, and the marks
   * count topics.
   */
  public static final Option<Boolean> CONFLATE_BY_TOPIC =
      Option.flag(
          "conflate-by-topic", false, "keep only the newest message per first frame for each peer");

  /**
   * The name by which a ROUTER or STREAM knows the peer of the one endpoint that it connects next,
   * whatever name that peer chose itself; empty is none. It tells nobody else, and is empty again
   * once the endpoint is connected.
   */
  public static final Option<RoutingId> CONNECT_ROUTING_ID =
      new Option<>(
          "connect-routing-id",
          RoutingId.none(),
          id -> !id.isGenerated(),
          "at most 255 bytes, of which the first is not zero",
          RoutingId::of,
          false,
          "the name by which a ROUTER or STREAM knows the peer of the next endpoint it connects");

  /**
   * How messages with objects reach peers outside this process, and how frames that come from there
   * are turned into objects when they are {@linkplain Frame#object() asked for}.
   */
  public static final Option<ObjectCodec> OBJECT_CODEC =
      new Option<>(
          "object-codec",
          ObjectCodec.NONE,
          codec -> true,
          "an ObjectCodec, which no text stands for",
          text -> {
            throw new IllegalArgumentException(text);
          },
          false,
          "how objects become bytes for peers outside this process, and come back");

  /** Whether a connecting socket queues nothing for a peer before the peer has answered. */
  public static final Option<Boolean> IMMEDIATE =
      Option.flag("immediate", false, "queue messages only for peers that have answered");

  /** The first delay before a connection is tried again; each further one is longer. */
  public static final Option<Duration> RECONNECT_INTERVAL =
      Option.time(
          "reconnect-interval",
          Duration.ofMillis(100),
          "the first delay before a connection is tried again");

  /** The longest delay before a connection is tried again. */
  public static final Option<Duration> RECONNECT_INTERVAL_MAX =
      Option.time(
          "reconnect-interval-max",
          Duration.ofSeconds(30),
          "the longest delay before a connection is tried again");

  /** Whether a lost or refused connection is tried again at all. */
  public static final Option<Boolean> RECONNECT =
      Option.flag("reconnect", true, "try a lost or refused connection again");

  /**
   * Whether the socket closes itself once its last peer is gone for good and nothing that peer sent
   * is left to receive.
   */
  public static final Option<Boolean> CLOSE_WITH_PEER =
      Option.flag("close-with-peer", false, "close the socket once its last peer is gone").asLive();

  /**
   * How many connections of one bound endpoint may be in their handshake at once. With so many,
   * nobody else is accepted until one has finished, or the oldest has taken a second, which then is
   * closed.
   */
  public static final Option<Integer> MAX_HANDSHAKES =
      Option.number(
          "max-handshakes",
          1024,
          1,
          Integer.MAX_VALUE,
          "how many accepted connections may be in their handshake at once");

  private SocketOptions() {}

  /** All of them. */
  public static List<Option<?>> all() {
    return List.of(
        SEND_HIGH_WATER_MARK,
        RECEIVE_HIGH_WATER_MARK,
        LINGER,
        SEND_TIMEOUT,
        RECEIVE_TIMEOUT,
        WAIT_STRATEGY,
        ROUTING_ID,
        CONFLATE,
        CONFLATE_BY_TOPIC,
        CONNECT_ROUTING_ID,
        OBJECT_CODEC,
        IMMEDIATE,
        RECONNECT_INTERVAL,
        RECONNECT_INTERVAL_MAX,
        RECONNECT,
        CLOSE_WITH_PEER,
        MAX_HANDSHAKES);
  }
}
