package org.weftmq.actor;

import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;

/** A mailbox in every interleaving of two posters and a holder that Lincheck finds. */
class MailboxLincheckTest {
  /** Catches: a signal that is lost, doubled, or overtakes another of the same poster. */
  @Test
  void keepsTheOrderOfEachPoster() {
    Interleaved.check(
        () -> {
          var mailbox = shared(new Mailbox<Integer>());
          together(
              () -> {
                var first = 0;
                var second = 0;
                while (first + second < 4) {
                  var signal = mailbox.poll();
                  if (signal == null) {
                    Thread.onSpinWait();
                  } else if (signal < 10) {
                    expect(signal == first++, "in order");
                  } else {
                    expect(signal - 10 == second++, "in order");
                  }
                }
                expect(!mailbox.hasMail() && mailbox.poll() == null, "nothing more");
              },
              () -> {
                mailbox.offer(0);
                mailbox.offer(1);
              },
              () -> {
                mailbox.offer(10);
                mailbox.offer(11);
              });
        });
  }

  /**
   * Catches: a poster whose finished signal is passed over because another one has not finished.
   */
  @Test
  void aLonePostersFinishedSignalIsSeen() {
    Interleaved.check(
        () -> {
          var mailbox = shared(new Mailbox<Integer>());
          together(() -> mailbox.offer(1), () -> mailbox.offer(2));
          expect(mailbox.hasMail() && mailbox.poll() != null, "one");
          expect(mailbox.hasMail() && mailbox.poll() != null, "two");
          expect(!mailbox.hasMail(), "no more");
        });
  }
}
