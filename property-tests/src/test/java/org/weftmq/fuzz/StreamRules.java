package org.weftmq.fuzz;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The rules that every decoder of a stream keeps with every input (law 10): it never throws but a
 * reason, means the same however the stream is cut, gives nothing before it is whole, takes memory
 * and time for what came and not for what was announced, and agrees with a model.
 *
 * @param decoders makes a decoder at the beginning of a stream
 * @param rest how many bytes the decoder may leave untaken when it needs more
 */
record StreamRules(Supplier<? extends Decoder> decoders, int rest) {
  private static final int FIXED = 64 * 1024;
  private static final int PER_THING = 512;
  private static final int LONGEST_REASON = 300;
  private static final int SHORT = 200;

  /** Checks all rules; {@code model} says what the first so many bytes of the input mean. */
  Run check(byte[] input, IntFunction<Run> model) {
    var random = new Random(Arrays.hashCode(input));
    var expected = model.apply(input.length);
    var whole = metered(input, random, 1 << 20, 2L * input.length, expected);
    agree(whole, expected, "agrees with the model");
    reasonIsText(whole);

    var pieces = 1 + random.nextInt(1 + random.nextInt(200));
    var cut = metered(input, random, pieces, 4L * input.length, expected);
    BrokenRule.unlessEqual(cut, whole, "means the same however it is cut");
    if (input.length <= SHORT) {
      var bytewise = Run.of(decoders.get(), input, input.length, random, 1, rest);
      BrokenRule.unlessEqual(bytewise, whole, "means the same however it is cut");
    }

    var length = random.nextInt(input.length + 1);
    var prefix = Run.of(decoders.get(), input, length, random, pieces, rest);
    agree(prefix, model.apply(length), "gives what a prefix holds whole");
    return whole;
  }

  private Run metered(byte[] input, Random random, int most, long perByte, Run expected) {
    var seed = random.nextLong();
    var budget = FIXED + perByte + PER_THING * (long) (expected.found().size() + frames(input));
    var measured =
        Meter.measure(
            () -> Run.of(decoders.get(), input, input.length, new Random(seed), most, rest),
            budget);
    if (measured.allocated() > budget) {
      throw new BrokenRule(
          "takes memory for what came", measured.allocated() + " bytes for " + input.length);
    }
    return measured.result();
  }

  /** No more frames than that can have begun. */
  private static int frames(byte[] input) {
    return Math.min(input.length / 2, 1024);
  }

  private static void agree(Run seen, Run model, String rule) {
    if (!seen.isLike(model)) {
      throw new BrokenRule(rule, "expected " + model + " and not " + seen);
    }
  }

  private static void reasonIsText(Run run) {
    if (run.end() == Run.End.REFUSED
        && (!run.reason().startsWith("the peer")
            || run.reason().length() > LONGEST_REASON
            || !run.reason().chars().allMatch(c -> c >= ' ' && c < 0x7F))) {
      throw new BrokenRule("gives a reason in words", "\"" + run.reason() + "\"");
    }
  }
}
