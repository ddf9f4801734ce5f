package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class InstallationTest {
  private static final String NOWHERE = "/nowhere/python3";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream loud = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void aMissingPeerSkipsTheTestsAndSaysSo() {
    assertThatThrownBy(() -> Installation.miss(NOWHERE, false, "these tests", loud))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining(NOWHERE);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("NOT RUN: these tests");
  }

  @Test
  void aMissingPeerFailsTheTestsWhereItIsRequired() {
    assertThatThrownBy(() -> Installation.miss(NOWHERE, true, "these tests", loud))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(NOWHERE);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("NOT RUN: these tests");
  }

  @Test
  void aPeerIsMissingWhenItsProgramIsNotThereOrFails() {
    assertThat(Binding.succeeds(List.of(NOWHERE))).isFalse();
    assertThat(Binding.succeeds(List.of("false"))).isFalse();
    assertThat(Binding.succeeds(List.of("true"))).isTrue();
  }
}
