package org.weftmq.actor;

import static org.weftmq.Interleaved.await;
import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;

/** A ticket in every interleaving of its owner and those who would do it that Lincheck finds. */
class TicketLincheckTest {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long AT_ONCE = 0;
  private static final long NO_LOOKS = 0;

  /** Catches: an owner that sleeps on although its operation is done. */
  @Test
  void theOwnerIsWoken() {
    Interleaved.check(
        () -> {
          var environment = shared(new OneSleeper());
          var ticket = shared(new Ticket(environment));
          var done = shared(new AtomicInteger());
          together(
              () -> expect(ticket.await(NEVER, NO_LOOKS) && done.get() == 1, "done"),
              () -> doIt(ticket, environment, done));
        });
  }

  /** Catches: an owner that goes on before others were told of what was done for it. */
  @Test
  void theOwnerGoesOnOnlyOnceOthersWereTold() {
    Interleaved.check(
        () -> {
          var environment = shared(new OneSleeper());
          var ticket = shared(new Ticket(environment));
          var told = shared(new AtomicInteger());
          together(
              () ->
                  expect(
                      !ticket.await(AT_ONCE, NO_LOOKS) || told.get() == 1, "the others were told"),
              () -> {
                if (ticket.begin()) {
                  ticket.decide();
                  expect(ticket.isOver() && !ticket.begin(), "nobody can do it again");
                  told.incrementAndGet();
                  ticket.run(new Sequel(environment));
                }
              });
        });
  }

  /** Catches: an operation that is done although its owner was told that it never will be. */
  @Test
  void isEitherDoneOrTimedOut() {
    Interleaved.check(
        () -> {
          var environment = shared(new OneSleeper());
          var ticket = shared(new Ticket(environment));
          var done = shared(new AtomicInteger());
          var verdict = shared(new AtomicInteger(-1));
          together(
              () -> verdict.set(ticket.await(AT_ONCE, NO_LOOKS) ? 1 : 0),
              () -> doIt(ticket, environment, done),
              () -> doIt(ticket, environment, done));
          expect(verdict.get() == done.get(), "the owner knows whether it was done, once");
          expect(ticket.isOver() && !ticket.begin(), "nobody can begin it any more");
        });
  }

  /** Catches: an interrupt that hides that the operation was done, or that gets lost. */
  @Test
  void isEitherDoneOrInterrupted() {
    Interleaved.check(
        () -> {
          var environment = shared(new OneSleeper());
          var ticket = shared(new Ticket(environment));
          var owner = Thread.currentThread();
          var done = shared(new AtomicInteger());
          var interrupts = shared(new AtomicInteger());
          together(
              () -> {
                var thrown = false;
                try {
                  expect(ticket.await(NEVER, NO_LOOKS), "only an interrupt ends it");
                } catch (InterruptedException e) {
                  thrown = true;
                }
                await(interrupts, 1);
                expect(Thread.interrupted() != thrown, "the interrupt is either thrown or kept");
                expect(done.get() == (thrown ? 0 : 1), "it is thrown if nothing was done");
              },
              () -> doIt(ticket, environment, done),
              () -> {
                owner.interrupt();
                interrupts.incrementAndGet();
              });
          expect(!ticket.begin(), "nobody can begin it any more");
        });
  }

  /** Catches: an owner that gives up while the operation is given back, and then it is done. */
  @Test
  void aCancelledTicketThatWasGivenBackIsNeverDone() {
    Interleaved.check(
        () -> {
          var environment = shared(new OneSleeper());
          var ticket = shared(new Ticket(environment));
          var done = shared(new AtomicInteger());
          var verdict = shared(new AtomicInteger(-1));
          together(
              () -> verdict.set(ticket.await(AT_ONCE, NO_LOOKS) ? 1 : 0),
              () -> {
                if (ticket.begin()) {
                  ticket.giveBack();
                }
                doIt(ticket, environment, done);
              });
          expect(verdict.get() == done.get(), "the owner knows whether it was done");
        });
  }

  /**
   * Catches: a ticket of two actors that one gives back while the other looks, so that neither does
   * it: the owner would never end.
   */
  @Test
  void whoFoundItTakenIsAskedAgain() {
    Interleaved.check(
        () -> {
          var environment = shared(new OneSleeper());
          var ticket = shared(new Ticket(environment));
          var done = shared(new AtomicInteger());
          together(
              () -> expect(ticket.await(NEVER, NO_LOOKS) && done.get() == 1, "done, once"),
              () -> {
                // This actor cannot do it.
                if (ticket.begin() && ticket.giveBack()) {
                  doIt(ticket, environment, done); // as the other, asked again, would
                }
              },
              () -> doIt(ticket, environment, done));
        });
  }

  private static void doIt(Ticket ticket, OneSleeper environment, AtomicInteger done) {
    if (ticket.begin()) {
      done.incrementAndGet();
      ticket.decide();
      ticket.run(new Sequel(environment));
    }
  }
}
