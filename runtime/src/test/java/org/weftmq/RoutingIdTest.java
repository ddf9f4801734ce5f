package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoutingIdTest {
  @Test
  void isComparedByItsBytes() {
    assertThat(RoutingId.of("a"))
        .isEqualTo(RoutingId.of(Frame.of("a")))
        .hasSameHashCodeAs(RoutingId.of(Frame.of("a")))
        .isNotEqualTo(RoutingId.of("b"));
  }

  @Test
  void anEmptyOneIsNone() {
    assertThat(RoutingId.of("")).isSameAs(RoutingId.none());
    assertThat(RoutingId.none().isNone()).isTrue();
    assertThat(RoutingId.none().isGenerated()).isFalse();
    assertThat(RoutingId.of("x").isNone()).isFalse();
    assertThat(RoutingId.none()).hasToString("anonymous");
  }

  @Test
  void hasAtMost255Bytes() {
    assertThat(RoutingId.of("x".repeat(255)).frame().size()).isEqualTo(255);
    assertThatThrownBy(() -> RoutingId.of("x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("255")
        .hasMessageContaining("256");
    assertThatThrownBy(() -> RoutingId.of("\u00fc".repeat(128)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneThatIsMadeUpBeginsWithAZeroByteAndIsUnlikeAnyChosenOne() {
    var id = RoutingId.generated(-2);

    assertThat(id.isGenerated()).isTrue();
    assertThat(id.frame().bytes()).containsExactly(0, 0xff, 0xff, 0xff, 0xfe);
    assertThat(id).hasToString("00fffffffe");
    assertThat(RoutingId.generated(1)).isNotEqualTo(RoutingId.generated(2));
    assertThat(RoutingId.of("x").isGenerated()).isFalse();
  }
}
