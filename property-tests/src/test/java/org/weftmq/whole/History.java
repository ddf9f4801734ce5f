package org.weftmq.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What several threads asked of one queue and were told, and when: whether some order of the calls,
 * one after another, explains it all (Wing and Gong).
 *
 * <p>Any thread notes its calls; one looks at it when they have ended.
 */
final class History {
  /** A call as it is to be noted. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws InterruptedException;
  }

  private enum Kind {
    SEND,
    RECEIVE
  }

  /**
   * {@code number} is what was sent or received; a call that was told no has none of it. One that
   * was {@code hurried} may have run out of time before it could look.
   */
  private record Done(Kind kind, boolean hurried, Optional<Integer> number, int begun, int ended) {
    boolean overlaps(Done other) {
      return begun < other.ended && other.begun < ended;
    }
  }

  private final Queue<Done> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger clock = new AtomicInteger();

  /** Notes that {@code number} is sent; the answer is whether it was. */
  void send(int number, boolean hurried, Call<Boolean> call) throws InterruptedException {
    var begun = clock.incrementAndGet();
    var sent = call.run();
    var what = sent ? Optional.of(number) : Optional.<Integer>empty();
    calls.add(new Done(Kind.SEND, hurried, what, begun, clock.incrementAndGet()));
  }

  /** Notes that something is received; gives the answer back. */
  Optional<Integer> receive(boolean hurried, Call<Optional<Integer>> call)
      throws InterruptedException {
    var begun = clock.incrementAndGet();
    var received = call.run();
    calls.add(new Done(Kind.RECEIVE, hurried, received, begun, clock.incrementAndGet()));
    return received;
  }

  /** Whether a send was told that there is no room, or a receive that there is nothing. */
  boolean hasRefusals() {
    return calls.stream().anyMatch(call -> !call.hurried() && call.number().isEmpty());
  }

  /** Whether calls of several threads were under way at once. */
  boolean isConcurrent() {
    return calls.stream()
        .anyMatch(one -> calls.stream().anyMatch(o -> o != one && o.overlaps(one)));
  }

  /** Whether it is explained by a queue with that mark. */
  boolean isLinearisable(int mark) {
    return new Search(List.copyOf(calls), mark).explains(0, List.of(), 0);
  }

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    calls.stream()
        .sorted((one, other) -> Integer.compare(one.begun, other.begun))
        .forEach(
            call ->
                lines.add(
                    "%3d to %3d: %s %s%s"
                        .formatted(
                            call.begun,
                            call.ended,
                            call.kind,
                            call.hurried ? "in a hurry " : "",
                            call.number.map(String::valueOf).orElse("in vain"))));
    return String.join("\n", lines);
  }

  /** One attempt after another to put the calls into an order. */
  private static final class Search {
    private record Visited(int done, List<Integer> queue, int taken) {}

    private final List<Done> calls;
    private final int mark;
    private final Set<Visited> inVain = new HashSet<>();

    Search(List<Done> calls, int mark) {
      this.calls = calls;
      this.mark = mark;
    }

    /**
     * Whether the calls that are not {@code done} can follow, one after another.
     *
     * @param taken how many were taken whose room has not come back: it does in halves of the mark
     */
    boolean explains(int done, List<Integer> queue, int taken) {
      if (done == (1 << calls.size()) - 1) {
        return true;
      }
      if (!inVain.add(new Visited(done, queue, taken))) {
        return false;
      }
      var firstEnd = firstEnd(done);
      for (var i = 0; i < calls.size(); i++) {
        var call = calls.get(i);
        if ((done & 1 << i) == 0
            && call.begun() < firstEnd
            && follows(call, i, done, queue, taken)) {
          return true;
        }
      }
      return false;
    }

    /** What has ended before another call began comes before it. */
    private int firstEnd(int done) {
      var first = Integer.MAX_VALUE;
      for (var i = 0; i < calls.size(); i++) {
        if ((done & 1 << i) == 0) {
          first = Math.min(first, calls.get(i).ended());
        }
      }
      return first;
    }

    private boolean follows(Done call, int index, int done, List<Integer> queue, int taken) {
      var next = done | 1 << index;
      var room = queue.isEmpty() || queue.size() + taken < mark;
      if (call.number().isEmpty()) {
        var rightly = call.kind() == Kind.SEND ? !room : queue.isEmpty();
        return (rightly || isExcused(call)) && explains(next, queue, taken);
      }
      var number = call.number().get();
      if (call.kind() == Kind.SEND) {
        return room && explains(next, with(queue, number), taken);
      }
      if (queue.isEmpty() || !queue.getFirst().equals(number)) {
        return false;
      }
      var lowWater = (mark + 1) / 2;
      return explains(next, queue.subList(1, queue.size()), taken + 1 == lowWater ? 0 : taken + 1);
    }

    /** It ran out of time, or one that had made room, or put something in, was about to tell. */
    private boolean isExcused(Done call) {
      return call.hurried()
          || calls.stream()
              .filter(other -> other.kind() != call.kind() && other.number().isPresent())
              .anyMatch(other -> other.overlaps(call));
    }

    private static List<Integer> with(List<Integer> queue, int number) {
      var longer = queue.toArray(new Integer[queue.size() + 1]);
      longer[queue.size()] = number;
      return Arrays.asList(longer);
    }
  }
}
