package org.weftmq.seeded;

import org.weftmq.mutants.Mutation;

/**
 * A fault that a family of properties is there to notice: a place in the code, what stands there
 * instead, and which property has to fail because of it.
 */
enum SeededFault {
  // ---- pipes and the ledger
  CREDIT_IS_GIVEN_BACK_LATE(
      "runtime/src/main/java/org/weftmq/pipe/RingMark",
      "if (read - released < (bound >>> 1) + (bound & 1)) {",
      "if (read - released < bound) {",
      "pipe.PipeProperties#behavesLikeTwoDeques"),
  WHAT_A_PEER_THAT_LEFT_WAS_OFFERED_IS_FORGOTTEN(
      "runtime/src/main/java/org/weftmq/socket/Ledger",
      "offered += tally.offered(); written += tally.written();",
      "written += tally.written();",
      "pattern.PushProperties#sendsToTheNextAvailablePeerInTurn"),
  THE_OLDER_OF_TWO_MESSAGES_STAYS(
      "runtime/src/main/java/org/weftmq/pipe/Slot",
      "return MESSAGE.getAndSet(this, newer) == null;",
      "return MESSAGE.compareAndSet(this, null, newer);",
      "pipe.ConflatingPipeProperties#behavesLikeAListInWhichNewerMessagesReplaceOlderOnes"),

  // ---- values
  A_HASH_CODE_IS_THAT_OF_ANOTHER_PART_OF_THE_ARRAY(
      "runtime/src/main/java/org/weftmq/Frame",
      "for (var i = offset; i < offset + length; i++) {",
      "for (var i = 0; i < length; i++) {",
      "FrameProperties#equalsAnotherOfTheSameBytes"),
  A_LONGEST_TIME_IS_TOO_LONG(
      "runtime/src/main/java/org/weftmq/Option",
      "return FOREVER; } return text",
      "return Duration.ofSeconds(Long.MAX_VALUE); } return text",
      "OptionProperties#aTimeReadsBack"),
  ONE_FRAME_MORE_THAN_ASKED_FOR_IS_SKIPPED(
      "runtime/src/main/java/org/weftmq/Message",
      "new Message(rest[count - 1], Arrays.copyOfRange(rest, count, rest.length));",
      "new Message(rest[rest.length - 1], NONE);",
      "MessageProperties#losesExactlyWhatWasPutInFront"),
  AN_ID_IS_TAKEN_FOR_ONE_THAT_WAS_MADE_UP(
      "runtime/src/main/java/org/weftmq/RoutingId",
      "return !frame.isEmpty() && frame.byteAt(0) == 0;",
      "return frame.size() == 5;",
      "NamesProperties#aRoutingIdIsEitherChosenOrMadeUp"),

  // ---- bytes
  A_BODY_OF_255_BYTES_IS_LARGE(
      "transports/src/main/java/org/weftmq/zmtp/Batch",
      "if (bodySize <= 0xFF) {",
      "if (bodySize < 0xFF) {",
      "zmtp.CodecProperties#writesTheBytesOfTheRfc"),
  PROPERTIES_ARE_FOUND_IN_ONE_CASE_ONLY(
      "transports/src/main/java/org/weftmq/zmtp/Metadata",
      "property.getKey().equalsIgnoreCase(name)",
      "property.getKey().equals(name)",
      "zmtp.HandshakeFormProperties#metadataReadsBack"),
  AN_UNKNOWN_COMMAND_ENDS_THE_CONNECTION(
      "transports/src/main/java/org/weftmq/transport/stream/Inbound",
      "default -> {}",
      "case Command.Unknown unknown -> throw new ProtocolError(\"unknown command\"); default -> {}",
      "differential.RawInteropProperties#theSameBytesAreTheSameMessages"),

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

  A_LATE_RECEIVE_TAKES_THE_ROUTE_OF_THE_SUCCESSOR(
      "patterns/src/main/java/org/weftmq/pattern/reqrep/RouterRouting",
      "return first == null ? peers.receive() : first;",
      "if (first != null) { peers.find(first.id()).ifPresent(peers::detached); } return first =="
          + " null ? peers.receive() : first;",
      "pattern.TakeOverProperties#ownersDoNotDependOnWhenTheApplicationReceives"),
  A_MESSAGE_TO_ONE_THAT_LEFT_UNHEARD_IS_DROPPED(
      "patterns/src/main/java/org/weftmq/pattern/strategy/Addressed",
      "if (pipe.isClosed()) { throw noRoute(\"send to\", item.id()); }",
      "if (pipe.isClosed()) { return UNROUTABLE; }",
      "pattern.LateNewsProperties#whatItHearsLateHurtsNobody"),
  THE_NEXT_PEER_IS_RECEIVED_FROM_IN_TURN_WITH_THE_FORMER(
      "patterns/src/main/java/org/weftmq/pattern/strategy/OnePeer",
      "return incoming.receiveOldest();",
      "return incoming.receive();",
      "pattern.PairProperties#eachPeerComesBehindTheFormer"),
  A_MESSAGE_FOR_NOBODY_IS_DROPPED(
      "patterns/src/main/java/org/weftmq/pattern/strategy/RoundRobin",
      "return sendToNext(message) == null ? Outcome.WAIT : Outcome.ACCEPTED;",
      "return sendToNext(message) != null ? Outcome.ACCEPTED : available.isEmpty() ? new"
          + " Outcome.Dropped(org.weftmq.DropReason.NO_PEER) : Outcome.WAIT;",
      "pattern.MuteProperties#waitsWhileThereIsNobody"),
  ONLY_THE_LARGER_MARK_COUNTS(
      "runtime/src/main/java/org/weftmq/pipe/RingMark",
      "return Math.max(here, 0) + Math.max(there, 0);",
      "return Math.max(here, there);",
      "differential.DifferentialProperties#sameAsJeromq"),
  EVERYTHING_GOES_TO_THE_FIRST_THAT_HAS_ROOM(
      "patterns/src/main/java/org/weftmq/pattern/strategy/RoundRobin",
      "if (available.size() > 1) {",
      "if (available.isEmpty()) {",
      "differential.LibzmqInteropProperties#sameAsLibzmqWhereReceiversAreFullAndLeft"),
  THE_SECOND_PEER_OF_A_PAIR_TAKES_THE_PLACE_OF_THE_FIRST(
      "patterns/src/main/java/org/weftmq/pattern/strategy/OnePeer",
      "if (peer != null) {",
      "if (peer != null && peer.isClosed()) {",
      "pattern.OutgoingProperties#hasOnePeerAtATime"),

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
  THE_LAST_MESSAGE_TO_A_PUBLISHER_IS_RECEIVED_FIRST(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/XPubRouting",
      "upstream.add(new Entry(new Upstream.Received(message), from));",
      "((ArrayDeque<Entry>) upstream).addFirst(new Entry(new Upstream.Received(message), from));",
      "pattern.IncomingProperties#receivesWhatCameFirst"),

  A_MESSAGE_COMES_FOR_EACH_TOPIC_THAT_MATCHES(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/Selection",
      "if (subscriber.choose(message)) {",
      "subscriber.choose(message); {",
      "pattern.FilterProperties#subscriptionsAddUp"),
  A_PUBLISHER_IS_TOLD_OF_CHANGES_ONLY(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/Subscribing",
      "topics.forEach((topic, times) -> pipe.offer(new Control.Subscribe(topic)));",
      "",
      "pattern.SubProperties#everyPublisherKnowsWhatIsSubscribedTo"),
  THE_VALUE_OF_A_FORK_GOES_WITH_ITS_LAST_EDGE(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/PrefixTrie",
      "edges.put(parent, Edges.LONGEST, forks.bytes(fork), value);",
      "cut(parent, Edges.LONGEST, forks.bytes(fork));",
      "pattern.pubsub.PrefixTrieProperties#findsExactlyThePrefixesOfATopic"),
  WHO_LEAVES_ONE_GROUP_LEAVES_ALL(
      "patterns/src/main/java/org/weftmq/pattern/radiodish/RadioRouting",
      "Group.named(group).ifPresent(name -> members.leave(pipe, name));",
      "Group.named(group).ifPresent(name -> members.leaveAll(pipe));",
      "pattern.RadioProperties#deliversToTheMembersThatHaveRoom"),

  // ---- request and reply
  A_DEEP_ENVELOPE_LOSES_ITS_FIRST_FRAMES(
      "patterns/src/main/java/org/weftmq/pattern/reqrep/RepRouting",
      "to.whole.frames().subList(0, to.envelope)",
      "to.whole.frames().subList(Math.max(0, to.envelope - 16), to.envelope)",
      "pattern.EnvelopeProperties#aReplyHasTheEnvelopeOfItsRequest"),
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
  A_REQUEST_FOLLOWS_ONE_THAT_IS_OUT(
      "patterns/src/main/java/org/weftmq/pattern/reqrep/ReqRouting",
      "if (state == State.AWAITING_TURN && !options.get().get(Req.RELAXED)) {",
      "if (state == State.AWAITING_TURN && options.get().get(Req.RELAXED)) {",
      "pattern.OrderProperties#sendsAndReceivesInTurns"),
  A_REPLY_GOES_TO_ANY_CLIENT(
      "patterns/src/main/java/org/weftmq/pattern/strategy/RouteTable",
      "return Optional.ofNullable(routes.get(id));",
      "return routes.values().stream().findAny();",
      "whole.BrokerProperties#everyReplyIsToTheRequestThatIsOut"),

  // ---- connections that break
  WHAT_WAS_TAKEN_FIRST_IS_SENT_AGAIN_LAST(
      "runtime/src/main/java/org/weftmq/pipe/BlockingPipe",
      "unsent.addAll(again); again.clear(); if (end.conflation() == Conflation.NONE) {",
      "if (end.conflation() == Conflation.NONE) {",
      "pipe.BlockingPipeProperties#nothingIsLostBetweenConnections"),
  A_CONNECTION_BEGINS_WITH_WHAT_HAS_BEEN_REPLACED(
      "runtime/src/main/java/org/weftmq/pipe/BlockingPipe",
      "while (poll() != null) {}",
      "",
      "pipe.ConflatingBlockingPipeProperties#theNewestOutlivesEachConnection"),

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
      "if (takesAll) { return pipe.putQuietly(message); }",
      "if (takesAll) { return pipe.putQuietly(message) && pipe.putQuietly(message); }",
      "whole.EquivalenceProperties#theSameScriptHasTheSameOutcomeEverywhere"),
  TWO_MESSAGES_OF_A_BATCH_CHANGE_PLACES(
      "transports/src/main/java/org/weftmq/transport/stream/Outbound",
      "while (item != null) { add(item);",
      "while (item != null) { var next = pipe.poll(); if (next != null) { add(next); } add(item);",
      "whole.ComingAndGoingProperties#theLedgerTellsOfEveryMessage"),
  A_SEND_THAT_WAITED_IS_SAID_TO_HAVE_FAILED(
      "runtime/src/main/java/org/weftmq/socket/Callers",
      "return await(operation, patience.getAsLong());",
      "return await(operation, patience.getAsLong()) && false;",
      "whole.CycleProperties#withTimeOutsARingRunsEmpty"),
  A_CLOSE_LINGERS_FOR_WHAT_HAS_PASSED(
      "runtime/src/main/java/org/weftmq/socket/Closing",
      "Math.max(0, nanos - passed)",
      "Math.max(0, passed)",
      "whole.LingerProperties#closeTakesItsLingerAndNoLonger"),
  THERE_IS_ROOM_BEYOND_THE_MARK(
      "runtime/src/main/java/org/weftmq/pipe/RingMark",
      "if (written - knownReleased < bound) {",
      "if (written - knownReleased <= bound) {",
      "whole.LinearisableProperties#whatThreadsAreToldIsWhatAQueueWouldSay"),
  A_QUEUE_IS_KEPT_FOR_WHOM_NOBODY_IS_TO_WAIT(
      "runtime/src/main/java/org/weftmq/socket/Connector",
      "options.get(SocketOptions.IMMEDIATE) || !socket.type().queueOutlivesConnection()",
      "!socket.type().queueOutlivesConnection()",
      "whole.ImmediateProperties#messagesAreForThoseWhoAreThereOrAreAwaited"),
  A_SUBSCRIBER_COMES_BACK_WITH_ALL_THAT_IT_HAD(
      "patterns/src/main/java/org/weftmq/pattern/pubsub/Publisher",
      "if (subscriber.join()) {",
      "if (subscriber.join() && subscriber.topics() == 0) {",
      "whole.ResubscribingProperties#whatIsSubscribedToIsInForceAgainAfterEachReconnect"),
  WHO_CONNECTS_IS_COUNTED_TWICE(
      "runtime/src/main/java/org/weftmq/socket/Ledger",
      "peers++;",
      "peers += 2;",
      "kit.TopologyProperties#eachMeetsThoseItIsLinkedTo"),
  A_REFUSAL_IS_NOT_ONE_OF_WEFT(
      "runtime/src/main/java/org/weftmq/socket/Serving",
      "taken.orElseThrow(() -> new NoSuchEndpointException(otherwise.get()));",
      "taken.orElseThrow();",
      "kit.OperationProperties#aScriptIsDoneOrRefusedByName"),

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

  private final Mutation mutation;
  private final String detector;

  SeededFault(String source, String fragment, String replacement, String detector) {
    this.mutation = new Mutation(source, fragment, replacement);
    this.detector = detector;
  }

  /** What is put into the code. */
  Mutation mutation() {
    return mutation;
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
