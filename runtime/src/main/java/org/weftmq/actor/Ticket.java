package org.weftmq.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.weftmq.spi.Environment;

/**
 * A blocked caller: the thread that made it waits in {@link #await} until an actor has done what it
 * asks for, the time is over, or it is interrupted.
 *
 * <p>{@code WAITING -> BUSY -> WAITING | DECIDED -> DONE}, or {@code WAITING -> CANCELLED}. Whoever
 * makes it BUSY, by compare-and-set, decides; a canceller that meets BUSY awaits the verdict, so an
 * operation is either done or has not happened. Nobody can do a decided one again, but its owner
 * learns of it only once it is DONE, behind all that its actor's turn {@linkplain Turn#answer put
 * off}: when the owner goes on, others have been told of what was done. DONE is stored before the
 * owner is unparked, and the owner looks at the state before each park, so no wake-up is lost.
 *
 * <p>A ticket may wait in several actors. One that finds it BUSY elsewhere marks it CONTENDED: then
 * the one that gives it back learns that the others have to be asked again.
 */
public final class Ticket implements Step {
  private static final int WAITING = 0;
  private static final int BUSY = 1;
  private static final int CONTENDED = 2;
  private static final int DECIDED = 3;
  private static final int DONE = 4;
  private static final int CANCELLED = 5;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Ticket.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // nobody's: immutable
  private final Environment environment;
  private final Thread owner = Thread.currentThread();

  // any thread, by compare-and-set
  private volatile int state = WAITING;

  /** A ticket of the calling thread. */
  public Ticket(Environment environment) {
    this.environment = environment;
  }

  /** An actor wants to do the operation: true if it may, and must decide at once. */
  public boolean begin() {
    for (; ; ) {
      switch (state) {
        case WAITING -> {
          if (STATE.compareAndSet(this, WAITING, BUSY)) {
            return true;
          }
        }
        case BUSY -> {
          if (STATE.compareAndSet(this, BUSY, CONTENDED)) {
            return false;
          }
        }
        default -> {
          return false;
        }
      }
    }
  }

  /**
   * The actor that began could not do it.
   *
   * @return whether another actor came by meanwhile and has to be asked again
   */
  public boolean giveBack() {
    return (int) STATE.getAndSet(this, WAITING) == CONTENDED;
  }

  /** The actor that began has done it; the owner has yet to be {@linkplain #run told}. */
  public void decide() {
    STATE.setRelease(this, DECIDED); // what the owner reads is published by DONE
  }

  /** Whether the operation is decided or cancelled: no actor can do it any more. */
  public boolean isOver() {
    return state >= DECIDED;
  }

  /** Tells the owner that it is done; for the actor that decided, once. */
  @Override
  public void run(Sequel sequel) {
    state = DONE;
    environment.unpark(owner);
  }

  /**
   * The owner waits until the operation is done.
   *
   * @param nanos how long at most; {@link Long#MAX_VALUE} is for ever, and spares it the clock,
   *     which costs as much as all the rest
   * @param looks how often it looks again before it sleeps
   * @return whether it is done; if not, it never happened and never will
   * @throws InterruptedException if interrupted before it was decided; then it never will be. A
   *     decision wins over an interrupt, whose flag is kept
   */
  public boolean await(long nanos, long looks) throws InterruptedException {
    var deadline = nanos == Long.MAX_VALUE ? 0 : environment.nanoTime() + nanos;
    for (var looked = 0L; state != DONE; looked++) {
      if (Thread.interrupted()) {
        if (cancel()) {
          throw new InterruptedException();
        }
        Thread.currentThread().interrupt();
        awaitUninterruptibly();
        return true;
      }
      var remaining = nanos == Long.MAX_VALUE ? nanos : deadline - environment.nanoTime();
      if (remaining <= 0) {
        if (cancel()) {
          return false;
        }
        awaitUninterruptibly();
        return true;
      }
      if (looked < looks) {
        lookAgain();
      } else {
        Parker.park(environment, this, remaining);
      }
    }
    return true;
  }

  /** A virtual thread lets others run: its carrier may be the one that the actor's thread needs. */
  private void lookAgain() {
    if (owner.isVirtual()) {
      environment.stepAside();
    } else {
      environment.spin();
    }
  }

  /** The owner waits until the operation is done, come what may; an interrupt's flag is kept. */
  public void awaitUninterruptibly() {
    var interrupted = false;
    while (state != DONE) {
      environment.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The owner gives up: true if the operation has not happened, false if it is decided. */
  private boolean cancel() {
    while (!STATE.compareAndSet(this, WAITING, CANCELLED)) {
      if (isOver()) {
        return false;
      }
      environment.spin(); // BUSY: the verdict falls within the turn that is under way
    }
    return true;
  }
}
