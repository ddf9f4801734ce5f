package org.weftmq.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.test.Tries;

/**
 * Every target with every file of its corpus, and with some thousand new inputs. Set {@code
 * weft.fuzz.seed} to try those of another run again.
 */
class FuzzTest {
  private static final int INPUTS = Tries.scaled(4_000);
  private static final long SEED = Long.getLong("weft.fuzz.seed", new Random().nextLong());

  static List<String> targets() {
    return Targets.names();
  }

  static Stream<Arguments> files() {
    var corpus = Corpus.built();
    return targets().stream()
        .flatMap(
            target ->
                corpus.files(target).stream()
                    .map(file -> Arguments.of(target, file.getFileName().toString(), file)));
  }

  /** Catches: a fault that was found once and has come back. */
  @ParameterizedTest(name = "{0}/{1}")
  @MethodSource("files")
  void keepsTheRulesWithWhatWasOfInterest(String target, String name, Path file) {
    Targets.named(target).check(Corpus.read(file));
  }

  /** Catches: a folder of the corpus whose files nobody reads, a target without any file. */
  @Test
  void everyFolderOfTheCorpusIsOfATarget() {
    assertThat(Corpus.built().targets()).containsExactlyInAnyOrderElementsOf(targets());
  }

  /**
   * Catches: an input that makes a reader throw anything but a reason, hang, take memory for what
   * was announced, or mean something else when it is cut differently.
   */
  @ParameterizedTest
  @MethodSource("targets")
  void keepsTheRulesWithWhatIsMadeUp(String name) {
    var target = Targets.named(name);
    var fuzz = new Fuzz(target, SEED);
    System.out.printf("fuzzing %s: -Dweft.fuzz.seed=%d%n", name, SEED);

    var finding = fuzz.tryAll(Corpus.built().inputs(name)).or(() -> fuzz.tryMore(INPUTS));

    finding.ifPresent(
        found -> {
          var small = Shrinking.of(target, found);
          fail(
              "%s, seed %d: %s%nwith the bytes %s"
                  .formatted(
                      name,
                      SEED,
                      small.broken().getMessage(),
                      HexFormat.ofDelimiter(" ").formatHex(small.input())));
        });
    assertThat(fuzz.outcomes()).as("different outcomes").hasSizeGreaterThan(10);
    assertThat(fuzz.outcomes()).anyMatch(outcome -> !outcome.contains(Target.REFUSED));
    assertThat(fuzz.outcomes().stream().anyMatch(outcome -> outcome.contains(Target.REFUSED)))
        .as("has refused something")
        .isEqualTo(target.refuses());
  }

  /**
   * Catches: a changed byte of a handshake that makes it mean something that it does not say, such
   * as another mechanism, an older version, or an identity that is too long.
   */
  @Test
  void keepsTheRulesWithEveryByteOfAHandshakeChanged() {
    var target = Targets.named("handshake");
    var recorded = Corpus.built().input("handshake", "of-libzmq-3.1");

    for (var at = 0; at < recorded.length; at++) {
      for (var by = 1; by < 256; by++) {
        var changed = recorded.clone();
        changed[at] ^= (byte) by;
        target.check(changed);
      }
    }
  }
}
