package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.pipe.Pipe;

class AudiencesTest {
  private final Audiences audiences = new Audiences();
  private final List<Subscriber> some = new ArrayList<>();

  AudiencesTest() {
    for (var i = 1; i <= 40; i++) {
      some.add(new Subscriber(Pipe.open(), i));
    }
  }

  /** Catches: two audiences with the same number, or one that is not found as the array grows. */
  @Test
  void eachHasANumberOfItsOwn() {
    for (var i = 0; i < some.size(); i++) {
      assertThat(audiences.seat(some.get(i))).isEqualTo(i + 1);
    }

    for (var i = 0; i < some.size(); i++) {
      assertThat(some.get(i).seat()).isEqualTo(i + 1);
      assertThat(audiences.at(i + 1)).isSameAs(some.get(i));
    }
  }

  /** Catches: an audience that gets another number with each topic. */
  @Test
  void whoHasANumberKeepsIt() {
    var first = audiences.seat(some.get(0));
    audiences.seat(some.get(1));

    assertThat(audiences.seat(some.get(0))).isEqualTo(first);
  }

  /** Catches: numbers that are used up, and those of different audiences that are given twice. */
  @Test
  void numbersThatAreGivenBackAreGivenAgain() {
    some.forEach(audiences::seat);
    some.subList(10, 30).forEach(audiences::leave);
    assertThat(some.subList(10, 30)).extracting(Subscriber::seat).containsOnly(0);

    some.subList(10, 30).forEach(audiences::seat);

    assertThat(some).extracting(Subscriber::seat).doesNotHaveDuplicates();
    assertThat(some).extracting(Subscriber::seat).allMatch(seat -> seat >= 1 && seat <= 40);
    for (var one : some) {
      assertThat(audiences.at(one.seat())).isSameAs(one);
    }
  }

  /** Catches: an audience that is kept though no topic has it. */
  @Test
  void whoLeavesIsForgotten() {
    var seat = audiences.seat(some.get(0));

    audiences.leave(some.get(0));

    assertThat(audiences.at(seat)).isNull();
  }

  /** Catches: a number, or no number at all, that is given back twice and so given to two. */
  @Test
  void whoHasNoNumberGivesNoneBack() {
    var seat = audiences.seat(some.get(0));
    audiences.leave(some.get(0));
    audiences.leave(some.get(0));
    audiences.leave(some.get(1));

    assertThat(audiences.seat(some.get(1))).isEqualTo(seat);
    assertThat(audiences.seat(some.get(2))).isEqualTo(seat + 1);
  }
}
