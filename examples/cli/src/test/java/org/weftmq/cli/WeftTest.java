package org.weftmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.pattern.Sockets;

class WeftTest {
  static Stream<String> socketTypes() {
    return new Sockets().types().stream().map(type -> type.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("socketTypes")
  @ValueSource(strings = {"perf", "tour"})
  void helpNamesEveryCommand(String command) throws Exception {
    var help = Run.of("--help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).containsPattern("(?m)^  " + command + "[, ]");
  }

  @ParameterizedTest
  @MethodSource("socketTypes")
  void everySocketCommandSaysWhenItEnds(String command) throws Exception {
    var help = Run.of(command, "--help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("Usage: weft " + command).contains("It ends ");
  }

  @ParameterizedTest
  @CsvSource({"xreq, dealer", "xrep, router"})
  void oldNamesOfTypesAreUnderstood(String old, String name) throws Exception {
    assertThat(Run.of(old, "--help").out()).isEqualTo(Run.of(name, "--help").out());
  }

  @Test
  void tellsItsVersion() throws Exception {
    var version = Run.of("--version");

    assertThat(version.status()).isZero();
    assertThat(version.out()).startsWith("weft ").contains("Java ");
  }
}
