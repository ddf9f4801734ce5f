package org.weftmq;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The socket types of the ZeroMQ RFCs, each with the types it may talk to and how it treats the
 * queue of a peer: the table that the runtime reads instead of asking for a type by name.
 */
public enum SocketType {
  /** One peer, both ways (31/EXPAIR). */
  PAIR(Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Publishes to all subscribers (29/PUBSUB). */
  PUB(Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Subscribes by prefix (29/PUBSUB). */
  SUB(Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Publishes, and sees the subscriptions (29/PUBSUB). */
  XPUB(Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Subscribes by hand, and may talk back (29/PUBSUB). */
  XSUB(Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Asks, in strict turns (28/REQREP). */
  REQ(Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Answers, in strict turns (28/REQREP). */
  REP(Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** Asks and answers in any order, over all its peers in turn (28/REQREP). */
  DEALER(Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Talks to each peer by its routing id (28/REQREP). */
  ROUTER(Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** Sends to its peers in turn (30/PIPELINE). */
  PUSH(Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Receives from its peers in turn (30/PIPELINE). */
  PULL(Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Raw TCP, by connection. */
  STREAM(Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** A client of servers, single-frame (41/CLISRV). */
  CLIENT(Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** A server of clients, single-frame (41/CLISRV). */
  SERVER(Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** Sends to groups (48/RADIO-DISH). */
  RADIO(Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Joins groups (48/RADIO-DISH). */
  DISH(Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Sends to its peers in turn, single-frame (49/SCATTERGATHER). */
  SCATTER(Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Receives from its peers in turn, single-frame (49/SCATTERGATHER). */
  GATHER(Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Datagrams over UDP. */
  DGRAM(Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** Talks to each peer by a number, single-frame (51/P2P). */
  PEER(Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** One peer, both ways, single-frame (52/CHANNEL). */
  CHANNEL(Queue.OUTLIVES_CONNECTION, Flow.BOTH);

  private enum Queue {
    OUTLIVES_CONNECTION,
    DIES_WITH_CONNECTION
  }

  private enum Flow {
    SEND,
    RECEIVE,
    BOTH
  }

  private final Queue queue;
  private final Flow flow;

  SocketType(Queue queue, Flow flow) {
    this.queue = queue;
    this.flow = flow;
  }

  /** The types that a socket of this type may be connected with (37/ZMTP, "socket type"). */
  public Set<SocketType> peers() {
    return switch (this) {
      case PAIR -> EnumSet.of(PAIR);
      case PUB, XPUB -> EnumSet.of(SUB, XSUB);
      case SUB, XSUB -> EnumSet.of(PUB, XPUB);
      case REQ -> EnumSet.of(REP, ROUTER);
      case REP -> EnumSet.of(REQ, DEALER);
      case DEALER -> EnumSet.of(REP, DEALER, ROUTER);
      case ROUTER -> EnumSet.of(REQ, DEALER, ROUTER);
      case PUSH -> EnumSet.of(PULL);
      case PULL -> EnumSet.of(PUSH);
      case STREAM, DGRAM -> EnumSet.noneOf(SocketType.class);
      case CLIENT -> EnumSet.of(SERVER);
      case SERVER -> EnumSet.of(CLIENT);
      case RADIO -> EnumSet.of(DISH);
      case DISH -> EnumSet.of(RADIO);
      case SCATTER -> EnumSet.of(GATHER);
      case GATHER -> EnumSet.of(SCATTER);
      case PEER -> EnumSet.of(PEER);
      case CHANNEL -> EnumSet.of(CHANNEL);
    };
  }

  /** Whether a socket of this type and one of type {@code other} may be connected. */
  public boolean mayTalkTo(SocketType other) {
    return peers().contains(other);
  }

  /** Whether messages can be sent. */
  public boolean sends() {
    return flow != Flow.RECEIVE;
  }

  /** Whether messages can be received. */
  public boolean receives() {
    return flow != Flow.SEND;
  }

  /**
   * Whether a connecting socket of this type has a queue from the start, which outlives each
   * connection; a type that addresses its peers one by one has a queue only while a peer is there.
   */
  public boolean queueOutlivesConnection() {
    return queue == Queue.OUTLIVES_CONNECTION;
  }

  /** Whether the type announces its routing id to its peers (23/ZMTP, "Identity"). */
  public boolean announcesIdentity() {
    return this == REQ || this == DEALER || this == ROUTER;
  }

  /** The type of that name, in any case; XREQ and XREP are old names of DEALER and ROUTER. */
  public static Optional<SocketType> named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "XREQ" -> Optional.of(DEALER);
      case "XREP" -> Optional.of(ROUTER);
      case String upper -> {
        for (var type : values()) {
          if (type.name().equals(upper)) {
            yield Optional.of(type);
          }
        }
        yield Optional.empty();
      }
    };
  }
}
