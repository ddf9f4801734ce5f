package org.weftmq.mutants;

/** Ways in which the classes of actors and pipes could be wrong, and which test would notice. */
enum Mutant {
  TURN_LEAVES_WITHOUT_LOOKING(
      "actor.Turn",
      "a signal that comes while the holder leaves waits for ever",
      "if (!mailbox.hasMail() || !tryHold()) {",
      "if (rounds > 0) {",
      "actor.TurnLincheckTest#aCallerThatLeavesTakesCareOfWhatCameMeanwhile",
      "two turns, one at a time"),
  TURN_TAKEN_BY_STORE(
      "actor.Turn",
      "two threads hold the turn",
      "return state == FREE && STATE.compareAndSet(this, FREE, HELD);",
      "var free = state == FREE; state = HELD; return free;",
      "actor.TurnLincheckTest#signalsAreHandledOneAtATimeAndNoneIsLeft",
      "three signals, one at a time"),
  TURN_TRIED_BEFORE_THE_POST(
      "actor.Turn",
      "poster and holder each leave the signal to the other",
      "mailbox.offer(signal); VarHandle.fullFence(); if (tryHold()) {",
      "var free = state == FREE; mailbox.offer(signal); if (free && tryHold()) {",
      "actor.TurnLincheckTest#signalsAreHandledOneAtATimeAndNoneIsLeft",
      "three signals, one at a time"),
  TURN_FREED_BEFORE_ITS_STEPS_ARE_TAKEN(
      "actor.Turn",
      "steps of two turns mix: some are lost or run twice",
      "sequel = collect(sequel); STATE.setRelease(this, FREE);",
      "STATE.setRelease(this, FREE); sequel = collect(sequel);",
      "actor.TurnLincheckTest#whatIsPutOffIsDoneOnce",
      "each relayed once"),
  TURN_FORGETS_WHAT_IS_OVER_ITS_BUDGET(
      "actor.Turn",
      "signals over the budget wait for the next caller",
      "return handOver(sequel);",
      "STATE.setRelease(this, FREE); return collect(sequel);",
      "actor.TurnTest#aCallerHandlesSixtyFourSignalsAndTheActorsOwnThreadTheRest",
      "expected: 65"),
  TURN_POSTS_WITHOUT_A_FENCE(
      "actor.Turn",
      "the poster looks at the turn before its signal is there",
      "mailbox.offer(signal); VarHandle.fullFence();",
      "mailbox.offer(signal);",
      "actor.TurnRaceTest#oneOfThemHandlesTheSignal",
      "[lap "),
  TURN_LEAVES_WITHOUT_A_FENCE(
      "actor.Turn",
      "the holder looks at the mail before the turn is free",
      "STATE.setRelease(this, FREE); VarHandle.fullFence();",
      "STATE.setRelease(this, FREE);",
      "actor.TurnRaceTest#oneOfThemHandlesTheSignal",
      "[lap "),
  TURN_ASKS_WHO_SLEEPS_BEFORE_ITS_FENCE(
      "actor.Turn",
      "a reader lies down unseen just as a message is put",
      "STATE.setRelease(this, FREE); VarHandle.fullFence(); if (asked != null &&"
          + " asked.isToBeWoken()) {",
      "var due = asked != null && asked.isToBeWoken(); STATE.setRelease(this, FREE);"
          + " VarHandle.fullFence(); if (due) {",
      "actor.TurnRaceTest#aReaderThatSleepsIsToldOfWhatATurnHasPut",
      "[lap "),
  TURN_TELLS_THE_LAST_SLEEPER_ONLY(
      "actor.Turn",
      "of several peers that a turn sends to, all but one sleep on",
      "if (sleeper != one) { askSleeper();",
      "if (sleeper != one) {",
      "actor.TurnTest#everySleeperIsWokenOnceHoweverManyThereAre",
      "Expecting all elements"),
  CHUNKS_LEAVE_A_PLACE_EMPTY(
      "pipe.Chunks",
      "the consumer waits for ever at a place that was passed over",
      "if (chunk == null || at == chunk.length - 1) {",
      "if (chunk == null || at == chunk.length - 2) {",
      "pipe.ChunksLincheckTest#isALinearisableQueueFromOneChunkToTheNext",
      "Invalid execution results"),
  TURN_LETS_ERRORS_OUT(
      "actor.Turn",
      "an error leaves the turn held for ever",
      "catch (Throwable cause)",
      "catch (RuntimeException cause)",
      "actor.TurnTest#whatASignalThrowsIsTheActorsToHandleAndTheRestGoOn",
      "StackOverflowError"),
  MAILBOX_LOOK_TAKES(
      "actor.Mailbox",
      "who looks for mail throws it away",
      "return signals.relaxedPeek() != null;",
      "return signals.relaxedPoll() != null;",
      "actor.MailboxLincheckTest#aLonePostersFinishedSignalIsSeen",
      "AssertionError: two"),
  MAILBOX_FOR_ONE_POSTER(
      "actor.Mailbox",
      "two posters at once lose a signal",
      "new MpscLinkedVarHandleUnpaddedQueue<>()",
      "new org.jctools.queues.varhandle.SpscUnboundedVarHandleArrayQueue<>(8)",
      "actor.MailboxLincheckTest#keepsTheOrderOfEachPoster",
      "has hung"),
  PARKER_LOOKS_FOR_ITS_SLEEPER_TOO_SOON(
      "actor.Parker",
      "a sleeper that lies down meanwhile is not woken",
      "permit = true; var thread = sleeper;",
      "var thread = sleeper; permit = true;",
      "actor.ParkerLincheckTest#noWakeUpIsLost",
      "has hung"),
  PARKER_WAKES_NOBODY(
      "actor.Parker",
      "the sleeper sleeps on",
      "environment.unpark(thread);",
      "",
      "actor.ParkerLincheckTest#noWakeUpIsLost",
      "has hung"),
  PARKER_LIES_DOWN_TOO_LATE(
      "actor.Parker",
      "a waker sees no sleeper, and the sleeper no permit",
      "sleeper = Thread.currentThread(); try { while (!permit) {",
      "try { while (!permit) { sleeper = Thread.currentThread();",
      "actor.ParkerLincheckTest#noWakeUpIsLost",
      "has hung"),
  PARKER_TIME_OUT_SWALLOWS_A_WAKE_UP(
      "actor.Parker",
      "a wake-up that meets a time-out is lost",
      "return false; } park(",
      "permit = false; return false; } park(",
      "actor.ParkerLincheckTest#aWakeUpThatMeetsATimeOutIsKeptOrTold",
      "one wake-up is one permit"),
  PARKER_KEEPS_ITS_PERMIT(
      "actor.Parker",
      "one wake-up is two",
      "permit = false; return true;",
      "return true;",
      "actor.ParkerLincheckTest#aWakeUpThatMeetsATimeOutIsKeptOrTold",
      "one wake-up is one permit"),
  TICKET_BEGUN_BY_STORE(
      "actor.Ticket",
      "two actors do the operation, or one that was cancelled",
      "if (STATE.compareAndSet(this, WAITING, BUSY)) {",
      "state = BUSY; if (state == BUSY) {",
      "actor.TicketLincheckTest#isEitherDoneOrTimedOut",
      "the owner knows whether it was done"),
  TICKET_CANCELLED_WITHOUT_A_TRACE(
      "actor.Ticket",
      "a cancelled operation is done all the same",
      "while (!STATE.compareAndSet(this, WAITING, CANCELLED)) {",
      "while (state != WAITING) {",
      "actor.TicketLincheckTest#isEitherDoneOrTimedOut",
      "the owner knows whether it was done"),
  TICKET_CANCELLED_WHILE_BUSY(
      "actor.Ticket",
      "the owner gives up what is being done",
      "if (isOver()) { return false; }",
      "if (state >= BUSY) { return !isOver(); }",
      "actor.TicketLincheckTest#isEitherDoneOrTimedOut",
      "the owner knows whether it was done"),
  TICKET_GIVEN_BACK_IN_SILENCE(
      "actor.Ticket",
      "the actor that came by meanwhile is not asked again",
      "return (int) STATE.getAndSet(this, WAITING) == CONTENDED;",
      "state = WAITING; return false;",
      "actor.TicketLincheckTest#whoFoundItTakenIsAskedAgain",
      "has hung"),
  TICKET_GIVEN_BACK_IN_TWO_STEPS(
      "actor.Ticket",
      "who comes by between the steps is not asked again",
      "return (int) STATE.getAndSet(this, WAITING) == CONTENDED;",
      "var contended = state == CONTENDED; state = WAITING; return contended;",
      "actor.TicketLincheckTest#whoFoundItTakenIsAskedAgain",
      "has hung"),
  TICKET_SWALLOWS_AN_INTERRUPT(
      "actor.Ticket",
      "an interrupt that meets a decision is lost",
      "Thread.currentThread().interrupt(); awaitUninterruptibly(); return true;",
      "awaitUninterruptibly(); return true;",
      "actor.TicketLincheckTest#isEitherDoneOrInterrupted",
      "the interrupt is either thrown or kept"),
  TICKET_INTERRUPT_WINS_OVER_DONE(
      "actor.Ticket",
      "what was done is said not to have happened",
      "if (cancel()) { throw new",
      "if (cancel() || true) { throw new",
      "actor.TicketLincheckTest#isEitherDoneOrInterrupted",
      "it is thrown if nothing was done"),
  TICKET_WAKES_NOBODY(
      "actor.Ticket",
      "the owner sleeps on",
      "environment.unpark(owner);",
      "",
      "actor.TicketLincheckTest#theOwnerIsWoken",
      "has hung"),
  TICKET_DONE_AS_SOON_AS_DECIDED(
      "actor.Ticket",
      "a send that another thread did returns before the receiver can find its message",
      "STATE.setRelease(this, DECIDED);",
      "STATE.setRelease(this, DONE);",
      "actor.TicketLincheckTest#theOwnerGoesOnOnlyOnceOthersWereTold",
      "the others were told"),
  TICKET_OUT_OF_TIME_DOES_NOT_WAIT_FOR_DONE(
      "actor.Ticket",
      "an owner whose time is over goes on before others were told",
      "return false; } awaitUninterruptibly(); return true;",
      "return false; } return true;",
      "actor.TicketLincheckTest#theOwnerGoesOnOnlyOnceOthersWereTold",
      "the others were told"),
  TURN_ANSWERS_BEFORE_IT_TELLS(
      "actor.Turn",
      "the owner of a ticket goes on before others were told",
      "sequel.addAll(steps); sequel.addAll(answers);",
      "sequel.addAll(answers); sequel.addAll(steps);",
      "actor.TurnTest#theOwnersOfTicketsAreToldLastOfAll",
      "told before each other"),
  RING_CONSUMER_DOES_NOT_LOOK_AGAIN(
      "pipe.RingSleepers",
      "what came while the consumer lay down waits for ever",
      "if (isEmpty()) {",
      "if (isEmpty() || true) {",
      "pipe.RingLincheckTest#aConsumerThatArmedHearsOfItAndNoOtherDoes",
      "has hung"),
  RING_CONSUMER_RISES_IN_SILENCE(
      "pipe.RingSleepers",
      "a consumer that found something by itself is called all the same",
      "if (isEmpty()) { return true; } consumer = AWAKE;",
      "if (isEmpty()) { return true; }",
      "pipe.RingLincheckTest#aConsumerThatArmedHearsOfItAndNoOtherDoes",
      "called though it is awake"),
  RING_WAKES_THE_CONSUMER_BY_STORE(
      "pipe.RingSleepers",
      "a consumer that has just risen is called",
      "return consumer != AWAKE && (CONSUMER.compareAndSet(this, ASLEEP, CALLED)",
      "if (consumer == AWAKE) { return false; } consumer = CALLED; return (true",
      "pipe.RingLincheckTest#aConsumerThatArmedHearsOfItAndNoOtherDoes",
      "called though it is awake"),
  RING_WAKES_THE_CONSUMER_WITHOUT_A_FENCE(
      "pipe.RingSleepers",
      "the producer looks for a sleeper before its message is there",
      "VarHandle.fullFence(); return callsConsumer();",
      "return callsConsumer();",
      "pipe.RingRaceTest#aConsumerThatSleepsIsTold",
      "[lap "),
  RING_RELIES_ON_ANOTHER_TO_TELL_THE_CONSUMER(
      "pipe.RingSleepers",
      "a send returns before the receiver can find its message, for another sender is held up",
      "|| consumer == CALLED",
      "",
      "pipe.RingLincheckTest#whatIsPutInIsFoundHoweverLongAnotherTakesToTell",
      "the consumer knows of it"),
  RING_RELIES_ON_ANOTHER_TO_TELL_THE_PRODUCER(
      "pipe.RingSleepers",
      "a receive returns before the sender can find its room, for another receiver is held up",
      "|| producer == CALLED",
      "",
      "socket.HeldUpTest#whereOthersReceivedThereIsRoomAtOnce",
      "told by the second, too"),
  RING_RELIES_ON_WHO_GAVE_ROOM_BACK(
      "pipe.RingMark",
      "the same, where only the other receiver has given room back",
      "return isProducerCalled();",
      "return false;",
      "socket.HeldUpTest#whereOthersGaveRoomBackThereIsRoomAtOnce",
      "told by the second, too"),
  SOCKET_HEARS_TWICE(
      "socket.SocketActor",
      "what two threads tell of one message puts its pipe into a rotation twice",
      "if (!pipe.hears(what)) {",
      "if (false) {",
      "socket.HeldUpTest#aPeerThatTwoTellOfIsServedOnceInARound",
      "Expecting actual"),
  RING_PRODUCER_DOES_NOT_LOOK_AGAIN(
      "pipe.RingSleepers",
      "room that came while the producer lay down is not seen",
      "if (!hasRoom() && !isAbandoned()) {",
      "if (true) {",
      "pipe.RingLincheckTest#aProducerThatArmedHearsOfItAndNoOtherDoes",
      "has hung"),
  RING_CREDIT_RETURNED_LATE(
      "pipe.RingMark",
      "the producer is woken before there is room, and never again",
      "released = read; VarHandle.fullFence(); return callsProducer();",
      "var told = callsProducer(); released = read; return told;",
      "pipe.RingLincheckTest#aProducerThatArmedHearsOfItAndNoOtherDoes",
      "has hung"),
  RING_LOW_WATER_TOO_LOW(
      "pipe.RingMark",
      "room of a small mark returns too late",
      "(bound >>> 1) + (bound & 1)",
      "(bound >>> 1) + 1",
      "pipe.RingLincheckTest#aProducerThatArmedHearsOfItAndNoOtherDoes",
      "has hung"),
  RING_ONE_MORE_THAN_THE_MARK(
      "pipe.RingMark",
      "a message beyond the mark",
      "if (written - knownReleased < bound) {",
      "if (written - knownReleased <= bound) {",
      "pipe.RingLincheckTest#isALinearisableBoundedQueue",
      "Invalid execution results"),
  RING_ENDS_BEFORE_ITS_LAST_ITEM(
      "pipe.Ring",
      "what was put in just before the end is not taken",
      "return ended && isEmpty();",
      "return isEmpty() && ended;",
      "pipe.RingLincheckTest#isDrainedOnlyOnceTheLastItemIsTaken",
      "both items are taken"),
  RING_SHARES_SUMMED_ONCE(
      "pipe.RingMark",
      "of two marks that change at once one is forgotten",
      "while (bound != sumOfShares());",
      "while (false);",
      "pipe.RingLincheckTest#aRaisedMarkCountsWhicheverSideRaisesIt",
      "has hung"),
  RING_RAISED_MARK_WAKES_NOBODY(
      "pipe.RingMark",
      "a producer sleeps on below a raised mark",
      "while (bound != sumOfShares()); return callsProducer();",
      "while (bound != sumOfShares()); return false;",
      "pipe.RingLincheckTest#aRaisedMarkCountsWhicheverSideRaisesIt",
      "has hung"),
  RING_LOWERED_MARK_HIDES_ROOM(
      "pipe.RingMark",
      "an empty ring is full",
      "|| written == writtenBefore && written == (long) READ.getAcquire(this);",
      ";",
      "pipe.RingLincheckTest#aLoweredMarkLeavesRoomInAnEmptyRing",
      "has hung"),
  SLOT_FILLED_BY_STORE(
      "pipe.Slot",
      "a message that is taken meanwhile is taken twice, or a newer one never",
      "return MESSAGE.getAndSet(this, newer) == null;",
      "var empty = message == null; message = newer; return empty;",
      "pipe.ConflatingRingLincheckTest#theNewestIsNeverThrownAway",
      "the newest is taken or waits"),
  SLOT_EMPTIED_BY_STORE(
      "pipe.Slot",
      "a newer message is thrown away",
      "return (Message) MESSAGE.getAndSet(this, null);",
      "var taken = message; message = null; return taken;",
      "pipe.ConflatingRingLincheckTest#theNewestIsNeverThrownAway",
      "the newest is taken or waits"),
  PIPE_TELLS_BEFORE_IT_ENDS(
      "pipe.Pipe",
      "who is told of the end does not see it",
      "out.end(); in.abandon(); owner.tell(far, PipeSignal.ENDED);",
      "owner.tell(far, PipeSignal.ENDED); out.end(); in.abandon();",
      "pipe.BlockingPipeLincheckTest#aCloseEndsATakeOnceAllIsTaken",
      "has hung"),
  PIPE_CLOSES_ONE_DIRECTION(
      "pipe.Pipe",
      "who waits for room waits for ever",
      "out.end(); in.abandon();",
      "out.end();",
      "pipe.BlockingPipeLincheckTest#aCloseEndsAPut",
      "has hung"),
  CONNECTION_WAKES_BEFORE_IT_IS_RELEASED(
      "pipe.BlockingPipe",
      "a thread of a connection that is over sleeps on",
      "released = true; putter.wake(); taker.wake();",
      "putter.wake(); taker.wake(); released = true;",
      "pipe.BlockingPipeLincheckTest#aReleaseEndsAPutWhoseMessageStays",
      "has hung"),
  CONNECTION_WAKES_BEFORE_THE_END(
      "pipe.BlockingPipe",
      "a thread of a socket that closes sleeps on",
      "farEnded = true; putter.wake(); taker.wake();",
      "putter.wake(); taker.wake(); farEnded = true;",
      "pipe.BlockingPipeLincheckTest#aCloseEndsATakeOnceAllIsTaken",
      "has hung"),
  CONNECTION_DROPS_WHAT_IT_HOLDS(
      "pipe.BlockingPipe",
      "a message that was received whole is lost with its connection",
      "end.force(message); // it was received whole, so it belongs to the socket",
      "",
      "pipe.BlockingPipeLincheckTest#aReleaseEndsAPutWhoseMessageStays",
      "has hung"),
  CONNECTION_DOES_NOT_ANNOUNCE(
      "pipe.BlockingPipe",
      "a receiver sleeps on although messages came",
      "quiet = true;",
      "",
      "pipe.BlockingPipeLincheckTest#anAnnouncementWakesWhoSleeps",
      "has hung"),
  CONNECTION_NUDGED_TOO_LATE(
      "pipe.BlockingPipe",
      "a nudge is not seen, and a heartbeat not sent",
      "nudged = true; taker.wake();",
      "taker.wake(); nudged = true;",
      "pipe.BlockingPipeLincheckTest#aNudgeEndsATakeOnce",
      "has hung"),
  CONNECTION_NUDGED_FOR_EVER(
      "pipe.BlockingPipe",
      "a nudge hides all that follows",
      "nudged = false;",
      "",
      "pipe.BlockingPipeLincheckTest#aNudgeEndsATakeOnce",
      "not nudged twice"),
  PIPE_OFFERS_TO_A_CLOSED_END(
      "pipe.Ring",
      "a message for nobody is taken for sent",
      "if (!hasRoom() || abandoned) {",
      "if (!hasRoom()) {",
      "pipe.PipeLincheckTest#aCloseLosesNothingUncounted",
      "nothing is offered to nobody"),
  PIPE_ANNOUNCES_WITHOUT_A_FENCE(
      "pipe.Pipe",
      "one message for several pipes leaves one of their readers asleep",
      "public static void fence() { VarHandle.fullFence();",
      "public static void fence() {",
      "pipe.PipeRaceTest#aReaderThatSleepsIsToldOfWhatIsAnnounced",
      "[lap "),
  PIPE_POLLS_AFTER_ITS_CLOSE(
      "pipe.Pipe",
      "an owner that has closed goes on to be given messages",
      "public Item poll() { if (closed) { return null; }",
      "public Item poll() {",
      "pipe.PipeLincheckTest#aCloseLosesNothingUncounted",
      "nothing after the close"),
  PIPE_END_PASSES_THE_LAST_MESSAGE(
      "pipe.Pipe",
      "the farewell comes before what the peer sent last",
      "if (farewell.isEmpty() || !in.isDrained()) {",
      "if (farewell.isEmpty() || !in.isEnded()) {",
      "pipe.PipeLincheckTest#theFarewellComesLast",
      "in order"),
  PIPE_SEVERED_AND_POLLED(
      "pipe.Pipe",
      "a peer that was given up still gets what was queued",
      "severance = why; out.drop();",
      "severance = why;",
      "pipe.PipeLincheckTest#aSeveredPeerGetsNothingMore",
      "nothing is taken any more"),
  PIPE_OWNED_BY_STORE(
      "pipe.Pipe",
      "an orphan is owned, and its messages wait for ever",
      "return OWNER.compareAndSet(this, null, owner);",
      "this.owner = owner; return true;",
      "pipe.PipeLincheckTest#anEndIsEitherOwnedOrAnOrphan",
      "one of both"),
  PIPE_CLOSE_IS_TOLD_TO_NOBODY(
      "pipe.Pipe",
      "an owner that waits for room of a closed end waits for ever",
      "owner.tell(far, PipeSignal.ENDED);",
      "",
      "pipe.PipeLincheckTest#whoWaitsForRoomHearsOfTheEnd",
      "has hung");

  private final Mutation mutation;
  private final String harm;
  private final String detector;
  private final String symptom;

  Mutant(
      String type,
      String harm,
      String fragment,
      String replacement,
      String detector,
      String symptom) {
    this.mutation =
        new Mutation(
            "runtime/src/main/java/org/weftmq/" + type.replace('.', '/'), fragment, replacement);
    this.harm = harm;
    this.detector = "org.weftmq." + detector;
    this.symptom = symptom;
  }

  Mutation mutation() {
    return mutation;
  }

  /** What would go wrong. */
  String harm() {
    return harm;
  }

  /** The test that has to fail. */
  String detector() {
    return detector;
  }

  String detectorType() {
    return detector.substring(0, detector.indexOf('#'));
  }

  String detectorMethod() {
    return detector.substring(detector.indexOf('#') + 1);
  }

  /** What the failure says, among other things, if it fails for the right reason. */
  String symptom() {
    return symptom;
  }
}
