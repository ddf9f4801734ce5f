package org.weftmq.test;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.weftmq.SocketType;

/**
 * What the RFCs say of a socket type, as its row in their tables; the model that types are checked
 * against.
 *
 * @param type the type
 * @param peers the types it may talk to
 * @param order in which order it sends and receives
 * @param outgoing who gets what it sends
 * @param incoming whose message it receives next
 * @param mute what becomes of a message that nobody can take
 */
public record Characteristics(
    SocketType type,
    Set<SocketType> peers,
    Order order,
    Outgoing outgoing,
    Incoming incoming,
    Mute mute) {
  /** In which order a type sends and receives. */
  public enum Order {
    /** It never receives. */
    SENDS,
    /** It never sends. */
    RECEIVES,
    /** As it likes. */
    ANY,
    /** Send, receive, send, and so on. */
    ASKS,
    /** Receive, send, receive, and so on. */
    ANSWERS
  }

  /** Who gets what a type sends. */
  public enum Outgoing {
    /** Nobody. */
    NONE,
    /** The only peer there can be. */
    ONLY_PEER,
    /** The next available one. */
    ROUND_ROBIN,
    /** All who want it. */
    FAN_OUT,
    /** All, whatever they want. */
    ALL,
    /** The one it is addressed to. */
    ADDRESSED,
    /** The one that was received from last. */
    LAST_PEER
  }

  /** Whose message a type receives next. */
  public enum Incoming {
    /** Nobody's. */
    NONE,
    /** That of the only peer there can be. */
    ONLY_PEER,
    /** That of the next peer that has any. */
    FAIR_QUEUED,
    /** That which came first, whoever sent it. */
    FIRST_COME,
    /** That of the peer that was sent to last. */
    LAST_PEER
  }

  /** What becomes of a message that nobody can take. */
  public enum Mute {
    /** There are no such messages. */
    NONE,
    /** The sender waits. */
    BLOCKS,
    /** It is dropped, and counted. */
    DROPS,
    /** The sender is told at once. */
    FAILS
  }

  /**
   * 28/REQREP, 29/PUBSUB, 30/PIPELINE, 31/EXPAIR, 41/CLISRV, 48/RADIO-DISH, 49/SCATTERGATHER,
   * 51/P2P, 52/CHANNEL, and libzmq's manual for the two that have none. Where an RFC leaves a
   * choice between blocking, dropping and an error, it is the one that Weft makes: ROUTER fails. An
   * XPUB would fair-queue (29/PUBSUB), but a topic that somebody takes back is news only after the
   * news that somebody wants it: first come, first served, as in libzmq.
   */
  private static final String TABLE =
      """
      REQ     | REP ROUTER         | ASKS     | ROUND_ROBIN | LAST_PEER   | BLOCKS
      REP     | REQ DEALER         | ANSWERS  | LAST_PEER   | FAIR_QUEUED | DROPS
      DEALER  | REP DEALER ROUTER  | ANY      | ROUND_ROBIN | FAIR_QUEUED | BLOCKS
      ROUTER  | REQ DEALER ROUTER  | ANY      | ADDRESSED   | FAIR_QUEUED | FAILS
      PUB     | SUB XSUB           | SENDS    | FAN_OUT     | NONE        | DROPS
      SUB     | PUB XPUB           | RECEIVES | NONE        | FAIR_QUEUED | NONE
      XPUB    | SUB XSUB           | ANY      | FAN_OUT     | FIRST_COME  | DROPS
      XSUB    | PUB XPUB           | ANY      | ALL         | FAIR_QUEUED | DROPS
      PUSH    | PULL               | SENDS    | ROUND_ROBIN | NONE        | BLOCKS
      PULL    | PUSH               | RECEIVES | NONE        | FAIR_QUEUED | NONE
      PAIR    | PAIR               | ANY      | ONLY_PEER   | ONLY_PEER   | BLOCKS
      STREAM  |                    | ANY      | ADDRESSED   | FAIR_QUEUED | FAILS
      CLIENT  | SERVER             | ANY      | ROUND_ROBIN | FAIR_QUEUED | BLOCKS
      SERVER  | CLIENT             | ANY      | ADDRESSED   | FAIR_QUEUED | FAILS
      RADIO   | DISH               | SENDS    | FAN_OUT     | NONE        | DROPS
      DISH    | RADIO              | RECEIVES | NONE        | FAIR_QUEUED | NONE
      SCATTER | GATHER             | SENDS    | ROUND_ROBIN | NONE        | BLOCKS
      GATHER  | SCATTER            | RECEIVES | NONE        | FAIR_QUEUED | NONE
      PEER    | PEER               | ANY      | ADDRESSED   | FAIR_QUEUED | FAILS
      CHANNEL | CHANNEL            | ANY      | ONLY_PEER   | ONLY_PEER   | BLOCKS
      DGRAM   |                    | ANY      | ADDRESSED   | FAIR_QUEUED | DROPS
      """;

  private static final Map<SocketType, Characteristics> ROWS = rows();

  /** The row of {@code type}. */
  public static Characteristics of(SocketType type) {
    return ROWS.get(type);
  }

  private static Map<SocketType, Characteristics> rows() {
    var rows = new EnumMap<SocketType, Characteristics>(SocketType.class);
    TABLE.lines().map(Characteristics::row).forEach(row -> rows.put(row.type, row));
    return rows;
  }

  private static Characteristics row(String line) {
    var cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
    return new Characteristics(
        SocketType.valueOf(cells.get(0)),
        types(cells.get(1)),
        Order.valueOf(cells.get(2)),
        Outgoing.valueOf(cells.get(3)),
        Incoming.valueOf(cells.get(4)),
        Mute.valueOf(cells.get(5)));
  }

  private static Set<SocketType> types(String names) {
    return Arrays.stream(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(SocketType::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether such a socket sends. */
  public boolean sends() {
    return order != Order.RECEIVES;
  }

  /** Whether such a socket receives. */
  public boolean receives() {
    return order != Order.SENDS;
  }
}
