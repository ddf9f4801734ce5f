package org.weftmq.actor;

import static org.weftmq.Interleaved.await;
import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;

/** A parker in every interleaving of its sleeper and its wakers that Lincheck finds. */
class ParkerLincheckTest {
  /** Catches: a wake-up that is lost: the sleeper would never end. */
  @Test
  void noWakeUpIsLost() {
    Interleaved.check(
        () -> {
          var parker = shared(new Parker(shared(new OneSleeper())));
          var work = shared(new AtomicInteger());
          together(
              () -> {
                while (work.get() < 1) {
                  parker.await();
                }
              },
              () -> {
                work.incrementAndGet();
                parker.wake();
              });
        });
  }

  /** Catches: a wake-up that a time-out swallows. */
  @Test
  void aWakeUpThatMeetsATimeOutIsKeptOrTold() {
    Interleaved.check(
        () -> {
          var parker = shared(new Parker(shared(new OneSleeper())));
          var woken = shared(new AtomicInteger());
          together(
              () -> {
                if (parker.await(0)) {
                  woken.incrementAndGet();
                }
              },
              parker::wake);
          if (parker.await(0)) {
            woken.incrementAndGet();
          }
          expect(woken.get() == 1, "one wake-up is one permit");
        });
  }

  /** Catches: a wake-up that an interrupt swallows, or the other way round. */
  @Test
  void aWakeUpAndAnInterruptAreBothNoticed() {
    Interleaved.check(
        () -> {
          var parker = shared(new Parker(shared(new OneSleeper())));
          var sleeper = Thread.currentThread();
          var interrupts = shared(new AtomicInteger());
          var wakes = shared(new AtomicInteger());
          together(
              () -> {
                var thrown = false;
                try {
                  parker.await();
                } catch (InterruptedException e) {
                  thrown = true;
                }
                await(interrupts, 1);
                await(wakes, 1);
                expect(Thread.interrupted() != thrown, "the interrupt is either thrown or kept");
                expect(parker.await(0) == thrown, "the permit is kept if the interrupt was thrown");
              },
              () -> {
                parker.wake();
                wakes.incrementAndGet();
              },
              () -> {
                sleeper.interrupt();
                interrupts.incrementAndGet();
              });
        });
  }
}
