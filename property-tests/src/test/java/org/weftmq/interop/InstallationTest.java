package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class InstallationTest {
  private static final String NOWHERE = "/nowhere/python3";

  @Test
  void aMissingPeerSkipsTheTests() {
    assertThatThrownBy(() -> Installation.require(NOWHERE, false, "a test of the banner itself"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining(NOWHERE);
  }

  @Test
  void aMissingPeerFailsTheTestsWhereItIsRequired() {
    assertThatThrownBy(() -> Installation.require(NOWHERE, true, "a test of the banner itself"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(NOWHERE);
  }
}
