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
  PAIR("31/EXPAIR", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Publishes to all subscribers (29/PUBSUB). */
  PUB("29/PUBSUB", Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Subscribes by prefix (29/PUBSUB). */
  SUB("29/PUBSUB", Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Publishes, and sees the subscriptions (29/PUBSUB). */
  XPUB("29/PUBSUB", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Subscribes by hand, and may talk back (29/PUBSUB). */
  XSUB("29/PUBSUB", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Asks, in strict turns (28/REQREP). */
  REQ("28/REQREP", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Answers, in strict turns (28/REQREP). */
  REP("28/REQREP", Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** Asks and answers in any order, over all its peers in turn (28/REQREP). */
  DEALER("28/REQREP", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Talks to each peer by its routing id (28/REQREP). */
  ROUTER("28/REQREP", Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** Sends to its peers in turn (30/PIPELINE). */
  PUSH("30/PIPELINE", Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Receives from its peers in turn (30/PIPELINE). */
  PULL("30/PIPELINE", Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Raw TCP, by connection. */
  STREAM("zmq_socket(3)", Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** A client of servers, single-frame (41/CLISRV). */
  CLIENT("41/CLISRV", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** A server of clients, single-frame (41/CLISRV). */
  SERVER("41/CLISRV", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** Sends to groups (48/RADIO-DISH). */
  RADIO("48/RADIO-DISH", Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Joins groups (48/RADIO-DISH). */
  DISH("48/RADIO-DISH", Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Sends to its peers in turn, single-frame (49/SCATTERGATHER). */
  SCATTER("49/SCATTERGATHER", Queue.OUTLIVES_CONNECTION, Flow.SEND),
  /** Receives from its peers in turn, single-frame (49/SCATTERGATHER). */
  GATHER("49/SCATTERGATHER", Queue.OUTLIVES_CONNECTION, Flow.RECEIVE),
  /** Datagrams over UDP. */
  DGRAM("zmq_socket(3)", Queue.DIES_WITH_CONNECTION, Flow.BOTH),
  /** Talks to each peer by a number, single-frame (51/P2P). */
  PEER("51/P2P", Queue.OUTLIVES_CONNECTION, Flow.BOTH),
  /** One peer, both ways, single-frame (52/CHANNEL). */
  CHANNEL("52/CHANNEL", Queue.OUTLIVES_CONNECTION, Flow.BOTH);

  private enum Queue {
    OUTLIVES_CONNECTION,
    DIES_WITH_CONNECTION
  }

  private enum Flow {
    SEND,
    RECEIVE,
    BOTH
  }

  private final String specification;
  private final Queue queue;
  private final Flow flow;

  SocketType(String specification, Queue queue, Flow flow) {
    this.specification = specification;
    this.queue = queue;
    this.flow = flow;
  }

  /** Where the type is specified: an RFC, or libzmq's manual for those that have none. */
  public String specification() {
    return specification;
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

  /** Whether each message has exactly one frame: those types are thread-safe in libzmq, too. */
  public boolean isSingleFrame() {
    return switch (this) {
      case CLIENT, SERVER, SCATTER, GATHER, PEER, CHANNEL -> true;
      default -> false;
    };
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
   * connection; one that knows its peers by what they say of themselves has none until they do.
   */
  public boolean queueOutlivesConnection() {
    return queue == Queue.OUTLIVES_CONNECTION;
  }

  /** Whether queues of such sockets may keep only the newest messages: the options of that name. */
  public boolean conflates() {
    return switch (this) {
      case DEALER, PULL, PUSH, PUB, SUB -> true;
      default -> false;
    };
  }

  /**
   * Whether peers of the type are no ZeroMQ sockets: bare bytes pass both ways, and nobody
   * introduces itself.
   */
  public boolean isRaw() {
    return this == STREAM || this == DGRAM;
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
