package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberedSetTest {
  private record Thing(int number, Object itself) implements Numbered {
    Thing(int number) {
      this(number, new Object());
    }
  }

  private final NumberedSet<Thing> set = new NumberedSet<>();

  private Set<Thing> all() {
    var found = Collections.<Thing>newSetFromMap(new IdentityHashMap<>());
    set.forEach(thing -> assertThat(found.add(thing)).as("seen once").isTrue());
    return found;
  }

  @Test
  void holdsAThingOnce() {
    var thing = new Thing(1);

    assertThat(set.add(thing)).isTrue();
    assertThat(set.add(thing)).isFalse();

    assertThat(set.size()).isEqualTo(1);
    assertThat(set.remove(thing)).isTrue();
    assertThat(set.remove(thing)).isFalse();
    assertThat(set.contains(thing)).isFalse();
  }

  @Test
  void doesNotMixUpThingsOfTheSameNumber() {
    var things = new ArrayList<Thing>();
    for (var i = 0; i < 20; i++) {
      things.add(new Thing(7));
      set.add(things.getLast());
    }

    for (var i = 0; i < 20; i += 2) {
      assertThat(set.remove(things.get(i))).isTrue();
    }

    for (var i = 0; i < 20; i++) {
      assertThat(set.contains(things.get(i))).isEqualTo(i % 2 == 1);
    }
  }

  @Test
  void isRightWhateverComesAndGoesAndGivesItsRoomBack() {
    var random = new Random(1);
    var model = Collections.<Thing>newSetFromMap(new IdentityHashMap<>());
    var things = new ArrayList<Thing>();
    for (var i = 0; i < 300; i++) {
      things.add(new Thing(random.nextInt(100))); // some have the same number
    }

    for (var i = 0; i < 20_000; i++) {
      var thing = things.get(random.nextInt(things.size()));
      var grows = i % 2000 < 1000 ? random.nextInt(3) > 0 : random.nextInt(3) == 0;
      if (grows) {
        assertThat(set.add(thing)).isEqualTo(model.add(thing));
      } else {
        assertThat(set.remove(thing)).isEqualTo(model.remove(thing));
      }
      assertThat(set.size()).isEqualTo(model.size());
      if (i % 100 == 0) {
        assertThat(all()).isEqualTo(model);
      }
    }

    model.forEach(set::remove);
    assertThat(all()).isEmpty();
    assertThat(set.table()).hasSizeLessThan(16);
  }

  /** Catches: a set without a free place, in which a search has no end, and one that is large. */
  @Test
  void doublesBeforeMoreThanThreeQuartersAreTakenAndHalvesOnceLessThanAnEighthIs() {
    var things = IntStream.range(0, 13).mapToObj(Thing::new).toList();
    var growing = new ArrayList<Integer>();
    var shrinking = new ArrayList<Integer>();

    for (var thing : things) {
      set.add(thing);
      growing.add(set.table().length);
    }
    for (var thing : things) {
      set.remove(thing);
      shrinking.add(set.table().length);
    }

    assertThat(growing).containsExactly(4, 4, 4, 8, 8, 8, 16, 16, 16, 16, 16, 16, 32);
    assertThat(shrinking).containsExactly(32, 32, 32, 32, 32, 32, 32, 32, 32, 16, 16, 8, 4);
    set.add(things.getFirst());
    set.remove(things.getFirst());
    assertThat(set.table()).as("the least it has").hasSize(4);
  }

  /** Catches: a thing that is in already and has the set grow, as if it were one more. */
  @Test
  void isNoLargerForAThingThatIsIn() {
    var things = IntStream.range(0, 3).mapToObj(Thing::new).toList();
    for (var round = 0; round < 20; round++) {
      things.forEach(set::add);
    }

    assertThat(set.table()).hasSize(4);
    assertThat(set.size()).isEqualTo(3);
  }

  /** Catches: things of numbers that come one after another, which all stand in one heap. */
  @Test
  void thingsOfNeighbouringNumbersStandApart() {
    IntStream.range(1, 1537).mapToObj(Thing::new).forEach(set::add); // three quarters of the places

    var longest = 0;
    var run = 0;
    for (var thing : set.table()) {
      run = thing == null ? 0 : run + 1;
      longest = Math.max(longest, run);
    }

    assertThat(set.table()).hasSize(2048);
    assertThat(longest).isLessThan(50);
  }
}
