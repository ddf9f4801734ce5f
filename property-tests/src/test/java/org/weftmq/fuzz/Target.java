package org.weftmq.fuzz;

import java.util.List;
import java.util.Random;

/**
 * Something that reads what strangers send: how to make up inputs for it, and the rules it must
 * keep with each. The same input always gives the same verdict.
 */
public interface Target {
  /** Stands in what came of an input that was refused. */
  String REFUSED = "refused";

  /** Its name, which is that of its folder in the corpus. */
  String name();

  /** Whether there is anything that it refuses. */
  default boolean refuses() {
    return true;
  }

  /** An input as the grammar has it, or one with a single oddity in it. */
  byte[] input(Random random);

  /** What a mutation may put in: the words of the grammar. */
  List<byte[]> words();

  /**
   * Gives it an input, and checks every rule.
   *
   * @return what came of it, in short: inputs of which different things came are worth keeping
   * @throws BrokenRule if a rule does not hold
   */
  String check(byte[] input);
}
