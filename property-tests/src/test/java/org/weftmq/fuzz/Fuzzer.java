package org.weftmq.fuzz;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * The program that tries targets for a time, and adds what it finds to the corpus, as small as it
 * gets. Its arguments are {@code TARGET|all SECONDS [SEED [FLOOR]]}; it fails when it finds
 * something, and when a target is tried fewer than {@code FLOOR} times in a second of a core.
 */
final class Fuzzer {
  private static final int BATCH = 2_000;
  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  private Fuzzer() {}

  public static void main(String... arguments) throws Exception {
    var args = List.of(arguments);
    var targets = args.get(0).equals("all") ? Targets.all() : List.of(Targets.named(args.get(0)));
    var seconds = Long.parseLong(args.get(1));
    var seed = args.size() > 2 ? Long.parseLong(args.get(2)) : new Random().nextLong();
    var floor = args.size() > 3 ? Long.parseLong(args.get(3)) : 0;
    var well = true;
    for (var target : targets) {
      well &= run(target, seconds, seed, floor);
    }
    if (!well) {
      System.exit(1);
    }
  }

  private static boolean run(Target target, long seconds, long seed, long floor) throws Exception {
    System.out.printf("%s: seed %d%n", target.name(), seed);
    var fuzz = new Fuzz(target, seed);
    var corpus = Corpus.at(CORPUS);
    var begin = System.nanoTime();
    var cpuBegin = Meter.cpuTime();
    var finding = fuzz.tryAll(corpus.inputs(target.name()));
    while (finding.isEmpty() && System.nanoTime() - begin < seconds * 1_000_000_000) {
      finding = fuzz.tryMore(BATCH);
    }
    var perSecond = fuzz.tried() * 1_000_000_000 / (Meter.cpuTime() - cpuBegin);
    System.out.printf(
        "%s: %,d inputs, %,d per second of a core, %,d different outcomes%n",
        target.name(), fuzz.tried(), perSecond, fuzz.outcomes().size());
    if (finding.isPresent()) {
      var small = Shrinking.of(target, finding.get());
      System.out.printf(
          "%s: %s%n%s%nkept as %s%n",
          target.name(),
          small.broken().getMessage(),
          HexFormat.ofDelimiter(" ").formatHex(small.input()),
          corpus.add(target.name(), small));
      return false;
    }
    if (perSecond < floor) {
      System.out.printf("%s: that is fewer than %,d%n", target.name(), floor);
    }
    return perSecond >= floor;
  }
}
