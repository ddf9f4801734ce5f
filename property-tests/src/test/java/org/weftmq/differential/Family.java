package org.weftmq.differential;

import static org.weftmq.SocketType.DEALER;
import static org.weftmq.SocketType.PUB;
import static org.weftmq.SocketType.PULL;
import static org.weftmq.SocketType.PUSH;
import static org.weftmq.SocketType.REP;
import static org.weftmq.SocketType.REQ;
import static org.weftmq.SocketType.ROUTER;
import static org.weftmq.SocketType.SUB;
import static org.weftmq.SocketType.XPUB;
import static org.weftmq.SocketType.XSUB;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.weftmq.SocketType;

/** The sockets of a script: those of either side talk to those of the other only. */
enum Family {
  PAIR(List.of(SocketType.PAIR), List.of(SocketType.PAIR)),
  ONE_PUSH_PULL(List.of(PUSH), List.of(PULL)),
  FAN_OUT(List.of(PUSH), List.of(PULL, PULL, PULL)),
  PUSH_PULL(List.of(PUSH, PUSH), List.of(PULL, PULL)),
  REQ_REP(List.of(REQ, REQ), List.of(REP, REP)),
  REQ_ROUTER(List.of(REQ, REQ), List.of(ROUTER)),
  DEALER_REP(List.of(DEALER), List.of(REP, REP)),
  DEALER_ROUTER(List.of(DEALER, DEALER), List.of(ROUTER, ROUTER)),
  DEALER_DEALER(List.of(DEALER), List.of(DEALER, DEALER)),
  ROUTER_ROUTER(List.of(ROUTER), List.of(ROUTER, ROUTER)),
  PUB_SUB(List.of(PUB, PUB), List.of(SUB, SUB)),
  XPUB_XSUB(List.of(XPUB), List.of(XSUB, XSUB)),
  XPUB_SUB(List.of(XPUB, PUB), List.of(SUB, XSUB));

  private final List<SocketType> types;
  private final int first;

  Family(List<SocketType> first, List<SocketType> others) {
    this.types = Stream.concat(first.stream(), others.stream()).toList();
    this.first = first.size();
  }

  /** The types of the sockets, by number. */
  List<SocketType> types() {
    return types;
  }

  /** Whether that socket is on the first side. */
  boolean isFirst(int socket) {
    return socket < first;
  }

  /**
   * Whether it is the same with whatever high-water marks. Otherwise messages go to whoever has
   * room, and no RFC says which of several that is; or JeroMQ, which looks ahead by one message
   * when it is asked for the events of a ROUTER or a SUB, has room for one more.
   */
  boolean isMarked() {
    return this == PAIR || this == ONE_PUSH_PULL;
  }

  /** Whether one side sends each message to one of several, as they have room. */
  boolean distributes() {
    return this == FAN_OUT || this == PUSH_PULL || this == DEALER_DEALER;
  }

  /**
   * Whether one side is told of what becomes of subscriptions: libzmq does not say that a
   * disconnected peer takes them back before the peer has received all, and Weft does at once.
   */
  boolean isToldOfTopics() {
    return types.contains(XPUB);
  }

  /** Whether there are subscriptions. */
  boolean hasTopics() {
    return types.contains(SUB) || types.contains(XSUB);
  }

  /** The numbers of the sockets of one side. */
  List<Integer> side(boolean ofFirst) {
    return IntStream.range(0, types.size()).filter(i -> isFirst(i) == ofFirst).boxed().toList();
  }
}
