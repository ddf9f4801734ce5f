package org.weftmq.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.test.Tries;

/** Tests of the tests: each mutant is noticed by the test that is named for it. */
class MutantTest {
  /** At least one of each class, caught in about a second; a deep run tries all. */
  private static final Set<Mutant> QUICK =
      EnumSet.of(
          Mutant.TURN_LEAVES_WITHOUT_LOOKING,
          Mutant.TURN_FORGETS_WHAT_IS_OVER_ITS_BUDGET,
          Mutant.MAILBOX_LOOK_TAKES,
          Mutant.PARKER_LIES_DOWN_TOO_LATE,
          Mutant.TICKET_BEGUN_BY_STORE,
          Mutant.TICKET_GIVEN_BACK_IN_TWO_STEPS,
          Mutant.RING_CONSUMER_DOES_NOT_LOOK_AGAIN,
          Mutant.RING_CREDIT_RETURNED_LATE,
          Mutant.CHUNKS_LEAVE_A_PLACE_EMPTY,
          Mutant.SLOT_EMPTIED_BY_STORE,
          Mutant.PIPE_TELLS_BEFORE_IT_ENDS,
          Mutant.CONNECTION_NUDGED_TOO_LATE);

  private static final boolean ALL = Tries.FACTOR > 1;
  private static final Map<Mutant, Verdict> CAUGHT = new LinkedHashMap<>();
  private static Quarantine quarantine;

  @BeforeAll
  static void open() throws IOException {
    quarantine = new Quarantine(!ALL);
  }

  @AfterAll
  static void closeAndTell() {
    quarantine.close();
    CAUGHT.forEach(
        (mutant, verdict) ->
            System.out.printf("%-40s %-85s %6d ms%n", mutant, mutant.detector(), verdict.millis()));
  }

  static Set<Mutant> mutants() {
    return ALL ? EnumSet.allOf(Mutant.class) : QUICK;
  }

  /** One of those that share a detector: it would find nothing else in the sound class. */
  static Collection<Mutant> controls() {
    var detectors =
        mutants().stream()
            .collect(Collectors.toMap(Mutant::detector, mutant -> mutant, (first, next) -> first))
            .values();
    return ALL ? detectors : Set.of(Mutant.PARKER_LIES_DOWN_TOO_LATE);
  }

  /** Catches: a test that would not notice what it is there to notice. */
  @ParameterizedTest
  @MethodSource("mutants")
  void isCaughtByTheTestThatIsNamedForIt(Mutant mutant) throws Exception {
    var verdict = quarantine.mutant(mutant);

    assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.FAILED);
    assertThat(verdict.words()).as("why it was caught").contains(mutant.symptom());
    CAUGHT.put(mutant, verdict);
  }

  /** Catches: a test that fails here whatever it tests. */
  @ParameterizedTest
  @MethodSource("controls")
  void theSoundClassPasses(Mutant mutant) throws Exception {
    var verdict = quarantine.control(mutant);

    assertThat(verdict.kind()).as(verdict.words()).isEqualTo(Verdict.Kind.PASSED);
  }

  /** Catches: a mutant of a place that is not there any more. */
  @ParameterizedTest
  @EnumSource
  void itsFragmentStandsOnceInTheSource(Mutant mutant) {
    assertThat(mutant.mutation().mutated()).isNotEqualTo(mutant.mutation().original());
  }
}
