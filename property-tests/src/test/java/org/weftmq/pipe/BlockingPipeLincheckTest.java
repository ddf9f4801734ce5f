package org.weftmq.pipe;

import static org.weftmq.Interleaved.expect;
import static org.weftmq.Interleaved.shared;
import static org.weftmq.Interleaved.together;

import org.junit.jupiter.api.Test;
import org.weftmq.Interleaved;
import org.weftmq.Message;
import org.weftmq.actor.OneSleeper;
import org.weftmq.actor.Sequel;
import org.weftmq.spi.Environment;

/**
 * A connection's end in every interleaving with its socket that Lincheck finds. The first thread
 * blocks; the socket's does not, it looks again and again.
 */
class BlockingPipeLincheckTest {
  private static final Message ONE = Message.of("1");
  private static final Message TWO = Message.of("2");

  /** Catches: a reader that sleeps although the queue has room again. */
  @Test
  void aPutGoesOnWhenThereIsRoom() {
    Interleaved.check(
        () -> {
          var socket = shared(new Socket(1));
          together(
              () -> {
                expect(socket.far.put(ONE), "put");
                expect(socket.far.put(TWO), "put when there is room");
              },
              () -> {
                expect(socket.receive() == ONE, "the first");
                expect(socket.receive() == TWO, "the second");
              });
        });
  }

  /** Catches: one that sleeps on although it was told of all that was put. */
  @Test
  void anAnnouncementWakesWhoSleeps() {
    Interleaved.check(
        () -> {
          var environment = new OneSleeper();
          var pipe = Pipe.open();
          var here = shared(new BlockingPipe(pipe, environment));
          var there = shared(new BlockingPipe(pipe.far(), environment));
          together(
              () -> {
                expect(here.take() == ONE, "the first");
                expect(here.take() == TWO, "the second");
              },
              () -> {
                expect(there.putQuietly(ONE), "put");
                expect(there.putQuietly(TWO), "put behind it");
                there.announce();
              });
        });
  }

  /** Catches: a writer that sleeps although there is something to send. */
  @Test
  void aTakeGoesOnWhenThereIsSomething() {
    Interleaved.check(
        () -> {
          var socket = shared(new Socket(1));
          together(
              () -> {
                expect(socket.far.take() == ONE, "the first");
                expect(socket.far.take() == TWO, "the second");
              },
              () -> {
                socket.near.offer(ONE);
                socket.near.offer(TWO);
              });
        });
  }

  /** Catches: a reader that is left behind when its connection breaks, or its message lost. */
  @Test
  void aReleaseEndsAPutWhoseMessageStays() {
    Interleaved.check(
        () -> {
          var socket = shared(new Socket(1));
          socket.far.put(ONE);
          together(() -> expect(!socket.far.put(TWO), "released"), () -> socket.far.release());
          expect(socket.receive() == ONE && socket.receive() == TWO, "both stay");
        });
  }

  /** Catches: a writer that is left behind, or that goes before it has taken all there was. */
  @Test
  void aCloseEndsATakeOnceAllIsTaken() {
    Interleaved.check(
        () -> {
          var socket = shared(new Socket(1));
          together(
              () -> {
                var taken = 0;
                while (socket.far.take() != null) {
                  taken++;
                }
                expect(taken == 1 && socket.far.isOver(), "all is taken");
              },
              () -> {
                socket.near.offer(ONE);
                socket.near.close();
              });
        });
  }

  /** Catches: a reader that is left behind by a socket that closes. */
  @Test
  void aCloseEndsAPut() {
    Interleaved.check(
        () -> {
          var socket = shared(new Socket(1));
          socket.far.put(ONE);
          together(() -> expect(!socket.far.put(TWO), "closed"), () -> socket.near.close());
        });
  }

  /** Catches: a nudge that is lost, so that a heartbeat is never sent, or that counts twice. */
  @Test
  void aNudgeEndsATakeOnce() {
    Interleaved.check(
        () -> {
          var socket = shared(new Socket(1));
          together(
              () -> expect(socket.far.take() == null && !socket.far.isOver(), "nudged"),
              () -> socket.far.nudge());
          together(
              () -> expect(socket.far.take() == ONE, "not nudged twice"),
              () -> socket.near.offer(ONE));
        });
  }

  /** The other end's owner: looks for itself, so needs no signals. */
  private static final class Socket implements PipeOwner {
    private final Environment environment = new OneSleeper();
    private final Pipe near = Pipe.open();
    private final BlockingPipe far = new BlockingPipe(near.far(), environment);

    Socket(int mark) {
      near.own(this);
      near.marks(0, mark);
    }

    Message receive() {
      for (; ; ) {
        if (near.poll() instanceof Message message) {
          return message;
        }
        Thread.onSpinWait();
      }
    }

    @Override
    public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

    @Override
    public void tell(Pipe end, PipeSignal signal) {
      end.tell(signal, new Sequel(environment));
    }
  }
}
