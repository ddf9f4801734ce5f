package org.weftmq.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random scripts of socket operations, with JeroMQ and with Weft: each step has the same outcome,
 * and each socket receives the same of each other in the same order, but for what {@link
 * Difference} lists.
 */
class DifferentialProperties {
  private static final Path README = Path.of("..", "README.md");

  /**
   * Catches: a socket that blocks, refuses, delivers or keeps order where JeroMQ does not, or the
   * other way round, in any order of binding, connecting, subscribing, sending and closing.
   */
  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void sameAsJeromq(@ForAll("scripts") Script script) {
    Comparison.check(script, () -> new JeromqWorld(2, 200), () -> new JeromqWorld(5, 1_000));
  }

  @Provide
  Arbitrary<Script> scripts() {
    return Arbitraries.of(Family.values()).flatMap(family -> Scripts.of(family, false));
  }

  /** Catches: a difference that users are not told of. */
  @Example
  void eachDifferenceStandsInTheReadme() throws IOException {
    var readme = Files.readString(README);
    for (var difference : Difference.values()) {
      assertThat(readme).contains("| " + difference.row() + " |");
      assertThat(difference.reason()).isNotBlank();
    }
  }
}
