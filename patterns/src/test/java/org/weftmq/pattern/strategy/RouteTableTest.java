package org.weftmq.pattern.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.weftmq.RoutingId;
import org.weftmq.pipe.Pipe;

class RouteTableTest {
  private static final RoutingId ALICE = RoutingId.of("alice");

  private final RouteTable routes = new RouteTable(7);

  @Test
  void findsAPeerByItsId() {
    var pipe = Pipe.open();
    routes.put(ALICE, pipe);

    assertThat(routes.find(ALICE)).containsSame(pipe);
    assertThat(routes.find(RoutingId.of("bob"))).isEmpty();
    assertThat(RouteTable.idOf(pipe)).isEqualTo(ALICE);
    assertThat(routes.size()).isEqualTo(1);
  }

  @Test
  void keepsTheIdOfAPipeThatWasRemoved() {
    var pipe = Pipe.open();
    routes.put(ALICE, pipe);

    routes.remove(pipe);

    assertThat(routes.find(ALICE)).isEmpty();
    assertThat(RouteTable.idOf(pipe)).isEqualTo(ALICE);
  }

  @Test
  void removingAPipeLeavesTheOneThatTookItsIdOver() {
    var old = Pipe.open();
    var successor = Pipe.open();
    routes.put(ALICE, old);
    routes.put(ALICE, successor);

    routes.remove(old);

    assertThat(routes.find(ALICE)).containsSame(successor);
  }

  @Test
  void removesAPipeThatNeverHadAnId() {
    routes.remove(Pipe.open());

    assertThat(routes.size()).isZero();
  }

  @Test
  void makesUpIdsOneAfterAnother() { // 28/REQREP: a zero byte and four more
    assertThat(routes.generate()).isEqualTo(RoutingId.generated(7));
    assertThat(routes.generate()).isEqualTo(RoutingId.generated(8));
    assertThat(routes.generate().frame().size()).isEqualTo(5);
  }

  @Test
  void makesUpNoIdThatAPeerHas() {
    routes.put(RoutingId.generated(7), Pipe.open());

    assertThat(routes.generate()).isEqualTo(RoutingId.generated(8));
  }

  @Test
  void numbersOfIdsBeginAgainAfterTheLast() {
    var last = new RouteTable(-1);
    last.generate();

    assertThat(last.generate()).isEqualTo(RoutingId.generated(0));
  }

  @Test
  void aTableOfNumbersMakesUpIdsOfFourBytes() { // 41/CLISRV
    var numbers = RouteTable.ofNumbers(7);

    assertThat(numbers.generate()).isEqualTo(RoutingId.numbered(7));
    assertThat(numbers.generate()).isEqualTo(RoutingId.numbered(8));
    assertThat(numbers.generate().frame().size()).isEqualTo(4);
  }

  @Test
  void aTableOfNumbersSkipsZero() { // 41/CLISRV
    var numbers = RouteTable.ofNumbers(-1);

    assertThat(numbers.generate()).isEqualTo(RoutingId.numbered(-1));
    assertThat(numbers.generate()).isEqualTo(RoutingId.numbered(1));
  }

  @Test
  void aTableOfNumbersMakesUpNoneThatAPeerHas() {
    var numbers = RouteTable.ofNumbers(7);
    numbers.put(RoutingId.numbered(7), Pipe.open());

    assertThat(numbers.generate()).isEqualTo(RoutingId.numbered(8));
  }

  /** Catches: an id that is taken from the peer that has it now by one that had it before. */
  @Test
  void removesOnlyAPipeThatHasItsIdStill() {
    var former = Pipe.open();
    var owner = Pipe.open();
    routes.put(ALICE, former);
    routes.put(ALICE, owner);

    assertThat(routes.remove(former)).isFalse();
    assertThat(routes.find(ALICE)).containsSame(owner);
    assertThat(routes.remove(owner)).isTrue();
    assertThat(routes.size()).isZero();
  }
}
