package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.SocketType.CHANNEL;
import static org.weftmq.SocketType.CLIENT;
import static org.weftmq.SocketType.DEALER;
import static org.weftmq.SocketType.DGRAM;
import static org.weftmq.SocketType.DISH;
import static org.weftmq.SocketType.GATHER;
import static org.weftmq.SocketType.PAIR;
import static org.weftmq.SocketType.PEER;
import static org.weftmq.SocketType.PUB;
import static org.weftmq.SocketType.PULL;
import static org.weftmq.SocketType.PUSH;
import static org.weftmq.SocketType.RADIO;
import static org.weftmq.SocketType.REP;
import static org.weftmq.SocketType.REQ;
import static org.weftmq.SocketType.ROUTER;
import static org.weftmq.SocketType.SCATTER;
import static org.weftmq.SocketType.SERVER;
import static org.weftmq.SocketType.STREAM;
import static org.weftmq.SocketType.SUB;
import static org.weftmq.SocketType.XPUB;
import static org.weftmq.SocketType.XSUB;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SocketTypeTest {
  /** The table of 37/ZMTP "Socket-Type", and the later RFCs'. */
  private static final Map<SocketType, Set<SocketType>> PEERS =
      Map.ofEntries(
          Map.entry(REQ, Set.of(REP, ROUTER)),
          Map.entry(REP, Set.of(REQ, DEALER)),
          Map.entry(DEALER, Set.of(REP, DEALER, ROUTER)),
          Map.entry(ROUTER, Set.of(REQ, DEALER, ROUTER)),
          Map.entry(PUB, Set.of(SUB, XSUB)),
          Map.entry(XPUB, Set.of(SUB, XSUB)),
          Map.entry(SUB, Set.of(PUB, XPUB)),
          Map.entry(XSUB, Set.of(PUB, XPUB)),
          Map.entry(PUSH, Set.of(PULL)),
          Map.entry(PULL, Set.of(PUSH)),
          Map.entry(PAIR, Set.of(PAIR)),
          Map.entry(CLIENT, Set.of(SERVER)), // 41/CLISRV
          Map.entry(SERVER, Set.of(CLIENT)),
          Map.entry(RADIO, Set.of(DISH)), // 48/RADIO-DISH
          Map.entry(DISH, Set.of(RADIO)),
          Map.entry(SCATTER, Set.of(GATHER)), // 49/SCATTERGATHER
          Map.entry(GATHER, Set.of(SCATTER)),
          Map.entry(PEER, Set.of(PEER)), // 51/P2P
          Map.entry(CHANNEL, Set.of(CHANNEL)), // 52/CHANNEL
          Map.entry(STREAM, Set.of()),
          Map.entry(DGRAM, Set.of()));

  @ParameterizedTest
  @EnumSource
  void mayTalkToThoseOfTheTable(SocketType type) {
    assertThat(type.peers()).isEqualTo(PEERS.get(type));
    for (var other : SocketType.values()) {
      assertThat(type.mayTalkTo(other)).isEqualTo(PEERS.get(type).contains(other));
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothSidesAgree(SocketType type) {
    for (var other : SocketType.values()) {
      assertThat(type.mayTalkTo(other)).as("%s, %s", type, other).isEqualTo(other.mayTalkTo(type));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOneSendsTheOtherReceives(SocketType type) {
    assertThat(type.sends() || type.receives()).isTrue();
    if (type.sends() && !type.peers().isEmpty()) {
      assertThat(type.peers()).anyMatch(SocketType::receives);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PUB", "PUSH", "RADIO", "SCATTER"})
  void someOnlySend(SocketType type) {
    assertThat(type.sends()).isTrue();
    assertThat(type.receives()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUB", "PULL", "DISH", "GATHER"})
  void someOnlyReceive(SocketType type) {
    assertThat(type.receives()).isTrue();
    assertThat(type.sends()).isFalse();
  }

  /** A REP answers whoever asked; the others know a peer by what its connection tells. */
  @ParameterizedTest
  @EnumSource(names = {"REP", "ROUTER", "STREAM", "DGRAM"})
  void thoseThatLearnWhoTheirPeersAreHaveNoQueueWithoutAConnection(SocketType type) {
    assertThat(type.queueOutlivesConnection()).isFalse();
  }

  /** 41/CLISRV, 51/P2P and others: "whether or not the connection is established". */
  @ParameterizedTest
  @EnumSource(
      names = {"REP", "ROUTER", "STREAM", "DGRAM"},
      mode = EnumSource.Mode.EXCLUDE)
  void allOthersHaveAQueueThatOutlivesIt(SocketType type) {
    assertThat(type.queueOutlivesConnection()).isTrue();
  }

  /** 37/ZMTP: "The Identity property ... REQ, DEALER, or ROUTER". */
  @ParameterizedTest
  @EnumSource
  void threeAnnounceTheirIdentity(SocketType type) {
    assertThat(type.announcesIdentity()).isEqualTo(Set.of(REQ, DEALER, ROUTER).contains(type));
  }

  /** 41/CLISRV, 49/SCATTERGATHER, 51/P2P, 52/CHANNEL: "MUST NOT send multipart messages". */
  @ParameterizedTest
  @EnumSource
  void someHaveMessagesOfOneFrame(SocketType type) {
    var single = Set.of(CLIENT, SERVER, SCATTER, GATHER, PEER, CHANNEL);

    assertThat(type.isSingleFrame()).isEqualTo(single.contains(type));
  }

  @ParameterizedTest
  @EnumSource
  void saysWhereItIsSpecified(SocketType type) {
    assertThat(type.specification()).matches("\\d\\d/[A-Z0-9-]+|zmq_socket\\(3\\)");
    for (var peer : type.peers()) {
      assertThat(type.specification()).isEqualTo(peer.specification());
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(SocketType type) {
    assertThat(SocketType.named(type.name())).contains(type);
    assertThat(SocketType.named(type.name().toLowerCase(java.util.Locale.ROOT))).contains(type);
  }

  @Test
  void theOldNamesStillCount() {
    assertThat(SocketType.named("xreq")).contains(DEALER);
    assertThat(SocketType.named("XREP")).contains(ROUTER);
  }

  @Test
  void otherNamesAreNone() {
    assertThat(SocketType.named("")).isEmpty();
    assertThat(SocketType.named("PULL ")).isEmpty();
  }
}
