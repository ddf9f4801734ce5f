package org.weftmq.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Tries of one target: inputs from its grammar, mutants of them, and mutants of those of which
 * something new came. The same seed tries the same inputs. Owned by one thread.
 */
final class Fuzz {
  /** An input that breaks a rule. */
  record Finding(byte[] input, BrokenRule broken) {}

  private static final int MOST_KEPT = 4096;

  private final Target target;
  private final Random random;
  private final Mutation mutation;
  private final List<byte[]> kept = new ArrayList<>();
  private final Set<String> outcomes = new HashSet<>();
  private long tried;

  Fuzz(Target target, long seed) {
    this.target = target;
    this.random = new Random(seed);
    this.mutation = new Mutation(random, target.words());
  }

  /** Begins with inputs that are known to be of interest. */
  Optional<Finding> tryAll(List<byte[]> inputs) {
    for (var input : inputs) {
      var finding = tried(input);
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  /** Tries so many more inputs, or fewer if one breaks a rule. */
  Optional<Finding> tryMore(int inputs) {
    for (var left = inputs; left > 0; left--) {
      var finding = tried(next());
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  private byte[] next() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> target.input(random);
      case 2, 3, 4 -> mutation.of(target.input(random), some());
      default -> mutation.of(some(), some());
    };
  }

  private byte[] some() {
    return kept.isEmpty() ? target.input(random) : kept.get(random.nextInt(kept.size()));
  }

  private Optional<Finding> tried(byte[] input) {
    tried++;
    try {
      if (outcomes.add(target.check(input))) {
        keep(input);
      }
      return Optional.empty();
    } catch (BrokenRule broken) {
      return Optional.of(new Finding(input, broken));
    }
  }

  private void keep(byte[] input) {
    if (kept.size() < MOST_KEPT) {
      kept.add(input);
    } else {
      kept.set(random.nextInt(MOST_KEPT), input);
    }
  }

  /** How many inputs were tried. */
  long tried() {
    return tried;
  }

  /** Which different things came of them. */
  Set<String> outcomes() {
    return Set.copyOf(outcomes);
  }
}
