package org.weftmq.benchmarks.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A comparison of contestants that take turns: each is measured once per round, in a process of its
 * own that warms up by itself, so that none has the compiler's view of another's types.
 */
public final class Contest {
  /** Measures one contestant once. */
  @FunctionalInterface
  public interface Measurement {
    /**
     * Gives a number for each of the contest's quantities.
     *
     * @throws MissingRival if the contestant cannot be had here
     */
    double[] measure(Effort effort) throws Exception;
  }

  private final String name;
  private final String title;
  private final List<Quantity> quantities;
  private final Map<String, Measurement> contestants = new LinkedHashMap<>();
  private final List<Target> targets = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** A contest in these quantities, of that name at the command line and that title on paper. */
  public Contest(String name, String title, Quantity... quantities) {
    this(name, title, List.of(quantities));
  }

  /** A contest in these quantities, of that name at the command line and that title on paper. */
  public Contest(String name, String title, List<Quantity> quantities) {
    this.name = name;
    this.title = title;
    this.quantities = List.copyOf(quantities);
  }

  /** Lets another take part; the first one is what the others are compared with. */
  public Contest add(String contestant, Measurement measurement) {
    contestants.put(contestant, measurement);
    return this;
  }

  /** Adds what is to be reached. */
  public Contest target(Target target) {
    targets.add(target);
    return this;
  }

  /** Adds a sentence that a reader of the figures has to know. */
  public Contest note(String sentence) {
    notes.add(sentence);
    return this;
  }

  /** What it is called at the command line. */
  public String name() {
    return name;
  }

  /** What it is called on paper. */
  public String title() {
    return title;
  }

  /** What is found out about each contestant. */
  public List<Quantity> quantities() {
    return quantities;
  }

  /** Who takes part, the first one first. */
  public List<String> contestants() {
    return List.copyOf(contestants.keySet());
  }

  /** What is to be reached. */
  public List<Target> targets() {
    return List.copyOf(targets);
  }

  /** What a reader of the figures has to know. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /**
   * Blocks while all have their turns, and gives their figures, those of one quantity together. Who
   * is missing on this machine has none, and is named on the standard output.
   */
  public List<Figure> run(Effort effort) throws Exception {
    return run(effort, contestant -> true);
  }

  /** As {@link #run(Effort)}, with those contestants only. */
  public List<Figure> run(Effort effort, Predicate<String> takesPart) throws Exception {
    var results = new LinkedHashMap<String, List<double[]>>();
    contestants.keySet().stream()
        .filter(takesPart)
        .forEach(contestant -> results.put(contestant, new ArrayList<>()));
    for (var round = 0; round < effort.rounds(); round++) {
      for (var contestant : List.copyOf(results.keySet())) {
        try {
          results.get(contestant).add(contestants.get(contestant).measure(effort));
        } catch (MissingRival e) {
          System.out.println(contestant + " is not measured: " + e.getMessage());
          results.remove(contestant);
        }
      }
    }
    return figures(results);
  }

  private List<Figure> figures(Map<String, List<double[]>> results) {
    var figures = new ArrayList<Figure>();
    for (var i = 0; i < quantities.size(); i++) {
      var place = i;
      results.forEach(
          (contestant, rounds) -> {
            var numbers = rounds.stream().map(round -> round[place]).toList();
            figures.add(Figure.of(name, quantities.get(place), contestant, numbers));
          });
    }
    return figures;
  }
}
