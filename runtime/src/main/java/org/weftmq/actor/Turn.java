package org.weftmq.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.weftmq.spi.Environment;

/**
 * Who runs an actor: exactly one thread at a time holds its turn, and only the holder touches its
 * state.
 *
 * <p>A caller that finds the turn free takes it, works, and leaves: no hand-over, no allocation. A
 * poster leaves a signal and takes the turn if it is free. No signal is lost: the poster stores the
 * signal, then tries the turn; the holder frees the turn, then looks at the mailbox; both with a
 * full fence between, so in every order either the poster finds the turn free or the holder finds
 * the signal. The same fence serves one {@link Sleeper}, so that an ordinary turn has no other.
 *
 * <p>What a turn wants done to others it {@linkplain #afterwards puts off} until it is over, so no
 * thread ever waits for or takes a second turn while it holds one.
 *
 * @param <S> the kind of signals
 */
public final class Turn<S> {
  /** What an actor does in its turns. */
  public interface Role<S> {
    /** Handles one signal. */
    void handle(S signal);

    /** Called after signals were handled and before the turn ends: serves who waits. */
    void settle();

    /** Something was thrown; the actor is to end itself with this cause. */
    void fail(Throwable cause);
  }

  /** A caller handles this many signals; then the actor's own virtual thread goes on. */
  private static final int BUDGET = 64;

  private static final int FREE = 0;
  private static final int HELD = 1;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Turn.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  // nobody's: immutable
  private final Environment environment;
  private final String name;
  private final Role<S> role;
  private final Mailbox<S> mailbox = new Mailbox<>();

  // any thread, by compare-and-set
  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  // the holder's: what was put off, and whose tickets it has decided
  private List<Step> steps = List.of();
  private List<Step> answers = List.of();

  // the holder's: who is to be asked behind the fence, or null
  private Sleeper sleeper;

  /** A free turn of the actor that plays {@code role}; {@code name} is for its threads. */
  public Turn(Environment environment, String name, Role<S> role) {
    this.environment = environment;
    this.name = name;
    this.role = role;
  }

  /**
   * Takes the turn if it is free, and handles the signals that wait; never blocks.
   *
   * @return whether the caller now holds the turn, which it must {@link #leave}
   */
  public boolean tryEnter() {
    if (!tryHold()) {
      return false;
    }
    if (mailbox.hasMail()) {
      handleMail();
    }
    return true;
  }

  /** Ends the turn that {@link #tryEnter} began, then does what was put off. */
  public void leave() {
    var sequel = release(null);
    if (sequel != null) {
      sequel.run();
    }
  }

  /** Posts a signal and runs the turn if it is free; the caller holds no turn. */
  public void post(S signal) {
    var sequel = new Sequel(environment);
    post(signal, sequel);
    sequel.run();
  }

  /** Posts a signal and runs the turn if it is free; what the turn puts off goes to the sequel. */
  public void post(S signal, Sequel sequel) {
    mailbox.offer(signal);
    VarHandle.fullFence();
    if (tryHold()) {
      if (handleMail()) {
        release(sequel);
      } else {
        handOver(sequel);
      }
    }
  }

  /** The holder: puts {@code step} off until the turn is over. */
  public void afterwards(Step step) {
    if (steps.isEmpty()) {
      steps = new ArrayList<>(2);
    }
    steps.add(step);
  }

  /**
   * The holder: has the owner of a ticket that it decided told, last of all. By then whoever sleeps
   * has been told of what was done, so the owner, or who hears from it, finds that done.
   */
  public void answer(Ticket decided) {
    if (answers.isEmpty()) {
      answers = new ArrayList<>(2);
    }
    answers.add(decided);
  }

  /** The holder: sees to it that one who may sleep learns of what this turn has done for him. */
  public void tell(Sleeper one) {
    if (sleeper != one) {
      askSleeper();
      sleeper = one;
    }
  }

  private void askSleeper() {
    if (sleeper != null) {
      VarHandle.fullFence();
      if (sleeper.isToBeWoken()) {
        afterwards(sleeper);
      }
      sleeper = null;
    }
  }

  private boolean tryHold() {
    return state == FREE && STATE.compareAndSet(this, FREE, HELD);
  }

  /** Handles signals up to the budget, then settles; false if some may be left. */
  private boolean handleMail() {
    var emptied = false;
    for (var i = 0; i < BUDGET && !emptied; i++) {
      var signal = mailbox.poll();
      emptied = signal == null;
      if (!emptied) {
        guarded(() -> role.handle(signal));
      }
    }
    guarded(role::settle);
    return emptied;
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (Throwable cause) { // an actor that failed must tell its callers, whatever it was
      role.fail(cause);
    }
  }

  private Sequel release(Sequel given) {
    var sequel = given;
    for (var rounds = 1; ; rounds++) {
      var asked = sleeper;
      sleeper = null;
      sequel = collect(sequel);
      STATE.setRelease(this, FREE);
      VarHandle.fullFence();
      if (asked != null && asked.isToBeWoken()) {
        sequel = begin(sequel);
        sequel.addFirst(asked); // he hears what was done before he hears what followed
      }
      if (!mailbox.hasMail() || !tryHold()) {
        return sequel;
      }
      if (!handleMail() || rounds == BUDGET) {
        return handOver(sequel);
      }
    }
  }

  private Sequel collect(Sequel given) {
    if (steps.isEmpty() && answers.isEmpty()) {
      return given;
    }
    var sequel = begin(given);
    sequel.addAll(steps);
    sequel.addAll(answers);
    steps = List.of();
    answers = List.of();
    return sequel;
  }

  private Sequel begin(Sequel given) {
    return given == null ? new Sequel(environment) : given;
  }

  /** The actor's own virtual thread takes the turn over from a caller that has done its share. */
  private Sequel handOver(Sequel given) {
    askSleeper();
    var sequel = collect(given);
    environment.start(
        name,
        () -> {
          // Those who were served must not wait for the rest: then leave, tell them, come back.
          var emptied = handleMail();
          while (!emptied && steps.isEmpty() && answers.isEmpty() && sleeper == null) {
            emptied = handleMail();
          }
          leave();
        });
    return sequel;
  }
}
