package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.weftmq.test.Crew;
import org.weftmq.test.Tries;

/**
 * Two real threads that meet at one place after another, as nearly at once as can be: it shows what
 * the processor may reorder, where there is no fence, and what model checking cannot see.
 */
public final class Race {
  /** Where others keep the processors busy a lap takes its time: then there are fewer. */
  private static final Duration LONGEST = Tries.scaled(Duration.ofSeconds(20));

  private static final Duration PATIENCE = LONGEST.plusSeconds(15);
  private static final int LAPS = Integer.getInteger("weft.race.laps", Tries.scaled(400));
  private static final int PLACES = 1_000;

  private Race() {}

  /** Lap after lap over new places, each of which has to be {@code sound} when both have passed. */
  public static <T> void run(
      Supplier<T> place, Consumer<T> left, Consumer<T> right, Predicate<T> sound)
      throws InterruptedException {
    var row = new Row<T>();
    var deadline = System.nanoTime() + LONGEST.toNanos();
    try (var crew = Crew.Kind.PLATFORM.crew()) {
      crew.start(
          () -> {
            for (var lap = 1; lap <= LAPS; lap++) {
              await(row.begun, lap);
              if (row.over) {
                return;
              }
              pass(row.places, left, row.leftAt, row.rightAt);
              row.ended.set(lap);
            }
          });
      crew.start(
          () -> {
            for (var lap = 1; lap <= LAPS; lap++) {
              row.over = System.nanoTime() - deadline > 0;
              if (row.over) {
                row.begun.set(lap);
                return;
              }
              row.places = Stream.generate(place).limit(PLACES).toList();
              row.begun.set(lap);
              pass(row.places, right, row.rightAt, row.leftAt);
              await(row.ended, lap);
              assertThat(row.places).as("lap " + lap).allMatch(sound);
            }
          });
      crew.join(PATIENCE);
    }
  }

  private static <T> void pass(
      List<T> places, Consumer<T> what, AtomicInteger mine, AtomicInteger others)
      throws InterruptedException {
    for (var place : places) {
      var at = mine.incrementAndGet();
      await(others, at);
      for (var delay = at * 31 % 64; delay > 0; delay--) {
        mine.get(); // who is first, and by how much, is to vary
      }
      what.accept(place);
    }
  }

  private static void await(AtomicInteger count, int target) throws InterruptedException {
    while (count.get() < target) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the other thread has failed");
      }
      Thread.onSpinWait();
    }
  }

  /** Where the two threads are. */
  private static final class Row<T> {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger leftAt = new AtomicInteger();
    private final AtomicInteger rightAt = new AtomicInteger();

    // the right thread's; the left one's between the beginning and the end of a lap
    private List<T> places;
    private boolean over;
  }
}
