package org.weftmq.seeded;

import java.nio.file.Path;

/**
 * A fault that a family of properties is there to notice: a place in the code, what stands there
 * instead, and which property has to fail because of it.
 */
enum SeededFault {
  // ---- pipes and the ledger
  CREDIT_IS_GIVEN_BACK_LATE(
      "runtime/src/main/java/org/weftmq/pipe/Ring",
      "if (read - released < (bound >>> 1) + (bound & 1)) {",
      "if (read - released < bound) {",
      "pipe.PipeProperties#behavesLikeTwoDeques"),
  WHAT_A_PEER_THAT_LEFT_WAS_OFFERED_IS_FORGOTTEN(
      "runtime/src/main/java/org/weftmq/socket/Ledger",
      "offered += pipe.offered(); written += pipe.written();",
      "written += pipe.written();",
      "pattern.PushProperties#sendsToTheNextAvailablePeerInTurn"),

  // ---- routing
  A_PEER_IS_SKIPPED_AFTER_A_REMOVAL(
      "patterns/src/main/java/org/weftmq/pattern/strategy/RoundRobin",
      "available.remove(pipe);",
      "available.remove(pipe); rotate();",
      "pattern.AnyTypeProperties#doesWhatItsRowSays"),
  ONE_PEER_IS_RECEIVED_FROM_UNTIL_IT_HAS_NO_MORE(
      "patterns/src/main/java/org/weftmq/pattern/strategy/FairQueue",
      "readable.addLast(readable.pollFirst());",
      "readable.addFirst(readable.pollFirst());",
      "pattern.PullProperties#receivesOneMessageOfEachPeerInTurn"),
  A_LATE_FAREWELL_TAKES_THE_ROUTE_OF_THE_SUCCESSOR(
      "patterns/src/main/java/org/weftmq/pattern/strategy/RouteTable",
      "return routes.remove(idOf(pipe), pipe);",
      "return routes.remove(idOf(pipe)) != null;",
      "pattern.RouterProperties#talksToEachPeerByItsId"),

  // ---- publish and subscribe
  A_MESSAGE_FOR_SEVERAL_IS_TORN(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/Publisher",
      "if (pipe.put(message)) { outcome = Outcome.ACCEPTED; } else if (!pipe.isClosed()) {"
          + " pipe.skip();",
      "if (pipe.put(i > 0 ? Message.of(message.first()) : message)) {"
          + " outcome = Outcome.ACCEPTED; } else if (!pipe.isClosed()) { pipe.skip();",
      "pattern.PubProperties#deliversToThoseWhoSubscribedAndHaveRoom"),
  A_FULL_SUBSCRIBER_KEEPS_A_MESSAGE_FROM_OTHERS(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/Publisher",
      "pipe.skip(); // 29/PUBSUB: drop for this one only outcome = outcome == NOBODY ?"
          + " Outcome.SKIPPED : outcome;",
      "pipe.skip(); announceToSelected(); return Outcome.SKIPPED;",
      "pattern.AnyTypeProperties#doesWhatItsRowSays"),
  THE_LAST_DEPARTURE_IS_NOT_TOLD(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/XPubRouting",
      "if (!manual && (!others || verboser)) {",
      "if (!manual && verboser) {",
      "pattern.XPubProperties#tellsOfFirstSubscribersAndLastDepartures"),

  // ---- request and reply
  A_REPLY_TO_AN_OLD_REQUEST_IS_TAKEN(
      "patterns/src/main/java/org/weftmq/pattern/reqrep/ReqEnvelope",
      "&& number.map(message.first()::equals).orElse(true);",
      ";",
      "pattern.ReqVariantsProperties#takesNoReplyButThatToItsLastRequest"),
  ANYBODY_MAY_ANSWER(
      "patterns/src/main/java/org/weftmq/pattern/reqrep/ReqRouting",
      "if (incoming.from() == asked && envelope.fits(message)) {",
      "if (envelope.fits(message)) {",
      "pattern.ReqProperties#alternatesAndTakesOnlyTheReplyOfThePeerItAsked"),

  // ---- the whole system
  A_FAILURE_COUNTS_A_PEER_OUT_THAT_WAS_NEVER_IN(
      "runtime/src/main/java/org/weftmq/socket/SocketPipes",
      "} catch (PeerRefused | RuntimeException | Error e) { pipe.peer(null);",
      "} catch (PeerRefused e) { pipe.peer(null);",
      "pattern.ContainmentProperties#whatOneRoutingThrowsEndsThatSocketOnly"),
  A_CLOSED_SOCKET_KEEPS_ITS_PIPES(
      "runtime/src/main/java/org/weftmq/socket/SocketActor",
      "settle(); ledger.closeAll(); return true;",
      "settle(); return true;",
      "pattern.ContainmentProperties#whatOneRoutingThrowsEndsThatSocketOnly"),

  A_MESSAGE_FROM_A_WIRE_IS_DELIVERED_TWICE(
      "transports/src/main/java/org/weftmq/transport/stream/Inbound",
      "if (takesAll) { return pipe.put(message); }",
      "if (takesAll) { return pipe.put(message) && pipe.put(message); }",
      "whole.EquivalenceProperties#theSameScriptHasTheSameOutcomeEverywhere"),
  TWO_MESSAGES_OF_A_BATCH_CHANGE_PLACES(
      "transports/src/main/java/org/weftmq/transport/stream/Outbound",
      "while (item != null) { add(item);",
      "while (item != null) { var next = pipe.poll(); if (next != null) { add(next); } add(item);",
      "whole.ComingAndGoingProperties#theLedgerTellsOfEveryMessage"),
  WHAT_A_CALLER_GAVE_UP_IS_DONE_ALL_THE_SAME(
      "runtime/src/main/java/org/weftmq/socket/Operation",
      "if (!ticket.begin()) {",
      "if (!ticket.begin()) { if (ticket.isOver()) { attempt(); }",
      "whole.ComingAndGoingProperties#theLedgerTellsOfEveryMessage"),
  THERE_IS_ROOM_BEYOND_THE_MARK(
      "runtime/src/main/java/org/weftmq/pipe/Ring",
      "if (written - knownReleased < bound) {",
      "if (written - knownReleased <= bound) {",
      "whole.LinearisableProperties#whatThreadsAreToldIsWhatAQueueWouldSay"),
  A_QUEUE_IS_KEPT_FOR_WHOM_NOBODY_IS_TO_WAIT(
      "runtime/src/main/java/org/weftmq/socket/Connector",
      "options.get(SocketOptions.IMMEDIATE) || !socket.type().queueOutlivesConnection()",
      "!socket.type().queueOutlivesConnection()",
      "whole.ImmediateProperties#messagesAreForThoseWhoAreThereOrAreAwaited"),

  // ---- time
  A_PING_PUTS_THE_TIME_OUT_OFF(
      "transports/src/main/java/org/weftmq/transport/stream/Watch",
      "if (current.signs != signs) {",
      "if (signs >= 0) {",
      "transport.stream.HeartbeatProperties#doesWhatTheAutomatonDoes"),
  THE_DEADLINE_COUNTS_FROM_THE_GREETING(
      "transports/src/main/java/org/weftmq/transport/stream/Zmtp",
      "var deadline = deadline(); try { // 37/ZMTP brought both: commands for subscriptions, and"
          + " PING. knowsPings = handshake.greet().knowsSubscribeCommands();",
      "var deadline = Deadline.never(); try { knowsPings ="
          + " handshake.greet().knowsSubscribeCommands(); deadline = deadline();",
      "transport.stream.HandshakeDeadlineProperties"
          + "#aLegalPeerMeetsInTimeOrIsCutOffAtTheDeadline"),
  MOMENTS_ARE_COMPARED_BY_SIZE(
      "runtime/src/main/java/org/weftmq/actor/Parker",
      "if (remaining <= 0) {",
      "if (environment.nanoTime() >= deadline) {",
      "whole.TimeShiftProperties#callsRunOutOfTimeAlikeWhereverTheClockBegins"),
  SUCCESS_DOES_NOT_SHORTEN_THE_NEXT_PAUSE(
      "runtime/src/main/java/org/weftmq/socket/Backoff",
      "void reset() { next = first; }",
      "void reset() { }",
      "whole.BackoffProperties#beginsAnewOnceAConnectionHasWorked");

  private final String source;
  private final String fragment;
  private final String replacement;
  private final String detector;

  SeededFault(String source, String fragment, String replacement, String detector) {
    this.source = source;
    this.fragment = fragment;
    this.replacement = replacement;
    this.detector = detector;
  }

  /** The class that it is put into. */
  String type() {
    return source.substring(source.indexOf("org/")).replace('/', '.');
  }

  /** The file that it is put into. */
  Path file() {
    return Path.of("..").resolve(source + ".java");
  }

  /** What has to stand there once, however its lines are broken. */
  String fragment() {
    return fragment;
  }

  /** What is put in its place. */
  String replacement() {
    return replacement;
  }

  /** The class of properties that has to notice. */
  String detectorType() {
    return "org.weftmq." + detector.substring(0, detector.indexOf('#'));
  }

  /** The property that has to notice. */
  String detectorMethod() {
    return detector.substring(detector.indexOf('#') + 1);
  }
}
