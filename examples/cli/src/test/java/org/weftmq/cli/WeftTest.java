package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeftTest {
  @Test
  void helpNamesEveryCommand() throws Exception {
    var help = Run.of("--help");

    assertThat(help.status()).isZero();
    assertThat(help.out())
        .contains("push", "pull", "pair", "req", "rep", "dealer", "router", "perf", "tour");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "pull", "pair", "req", "rep", "dealer", "router"})
  void everySocketCommandSaysWhenItEnds(String command) throws Exception {
    var help = Run.of(command, "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("Usage: weft " + command).contains("It ends ");
  }

  @Test
  void tellsItsVersion() throws Exception {
    var version = Run.of("--version");

    assertThat(version.status()).isZero();
    assertThat(version.out()).startsWith("weft ").contains("Java ");
  }
}
