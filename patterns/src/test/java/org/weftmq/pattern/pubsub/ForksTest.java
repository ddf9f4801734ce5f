package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForksTest {
  private final Forks forks = new Forks();

  /** Catches: a root that has something before anything was put in. */
  @Test
  void theRootIsThereAndEmpty() {
    assertThat(forks.value(Forks.ROOT)).isZero();
    assertThat(forks.hasNoEdges(Forks.ROOT)).isTrue();
    assertThat(forks.lengths(Forks.ROOT)).isZero();
  }

  /** Catches: what is lost, or gets to another fork, as the arrays grow. */
  @Test
  void eachKeepsWhatIsItsOwn() {
    for (var fork = 2; fork < 500; fork++) {
      assertThat(forks.make(fork - 1, 7L * fork)).isEqualTo(fork);
      forks.value(fork, 3 * fork);
      forks.added(fork, 1 + fork % 8);
    }

    for (var fork = 2; fork < 500; fork++) {
      assertThat(forks.parent(fork)).isEqualTo(fork - 1);
      assertThat(forks.bytes(fork)).isEqualTo(7L * fork);
      assertThat(forks.value(fork)).isEqualTo(3 * fork);
      assertThat(forks.hasNoEdges(fork)).isFalse();
      assertThat(forks.lengths(fork)).isEqualTo(1 << fork % 8);
    }
  }

  /** Catches: numbers that are used up by forks that come and go. */
  @Test
  void aNumberThatIsTakenBackIsTheNextToBeGiven() {
    for (var fork = 2; fork <= 5; fork++) {
      forks.make(Forks.ROOT, fork);
    }

    forks.free(3);
    forks.free(5);

    assertThat(forks.make(Forks.ROOT, 0)).isEqualTo(5);
    assertThat(forks.make(Forks.ROOT, 0)).isEqualTo(3);
    assertThat(forks.make(Forks.ROOT, 0)).isEqualTo(6);
  }

  /** Catches: a new fork with the value, the bytes or the edges of a former one. */
  @Test
  void aForkThatIsMadeAgainHasNothingOfTheFormer() {
    var former = forks.make(Forks.ROOT, 77);
    forks.value(former, 5);
    forks.added(former, 8);
    forks.added(former, 1);
    forks.removed(former);
    forks.removed(former);
    var other = forks.make(Forks.ROOT, 78);
    forks.free(other);
    forks.free(former);

    var again = forks.make(9, 99);

    assertThat(again).isEqualTo(former);
    assertThat(forks.value(again)).isZero();
    assertThat(forks.bytes(again)).isEqualTo(99);
    assertThat(forks.parent(again)).isEqualTo(9);
    assertThat(forks.hasNoEdges(again)).isTrue();
    assertThat(forks.lengths(again)).isZero();
  }

  /** Catches: a length that is not looked for though there is an edge of it. */
  @Test
  void knowsTheLengthsOfItsEdgesUntilTheLastIsGone() {
    var fork = forks.make(Forks.ROOT, 0);
    forks.added(fork, 1);
    forks.added(fork, 8);
    forks.added(fork, 8);
    assertThat(forks.lengths(fork)).isEqualTo(0b1000_0001);

    forks.removed(fork);
    forks.removed(fork);
    assertThat(forks.hasNoEdges(fork)).isFalse();
    assertThat(forks.lengths(fork)).isEqualTo(0b1000_0001); // or fewer: which are left is not known

    forks.removed(fork);
    assertThat(forks.hasNoEdges(fork)).isTrue();
    assertThat(forks.lengths(fork)).isZero();
  }
}
