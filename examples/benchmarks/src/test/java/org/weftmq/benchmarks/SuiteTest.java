package org.weftmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.report.Figures;
import org.weftmq.benchmarks.report.Page;

class SuiteTest {
  private static final Path DOCS = Path.of("../../docs");

  private final List<Contest> all =
      Suite.sections().stream().flatMap(section -> section.contests().stream()).toList();

  private static Contest named(List<Contest> contests, String name) {
    return contests.stream()
        .filter(contest -> contest.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Catches: figures of one contest that take the place of another's. */
  @Test
  void namesAreUnique() {
    assertThat(all).extracting(Contest::name).doesNotHaveDuplicates();
    for (var contest : all) {
      assertThat(contest.quantities()).extracting(Quantity::name).doesNotHaveDuplicates();
    }
  }

  /** Catches: a name that breaks the line of its figure in two. */
  @Test
  void namesFitIntoAFileOfFigures() {
    for (var contest : all) {
      var names =
          Stream.of(
                  Stream.of(contest.name()),
                  contest.contestants().stream(),
                  contest.quantities().stream().map(Quantity::name),
                  contest.quantities().stream().map(Quantity::unit))
              .flatMap(each -> each);
      assertThat(names).noneMatch(name -> name.contains(",") || name.contains("|"));
    }
  }

  /** Catches: a target that is never measured because a name is spelled otherwise. */
  @Test
  void targetsAreAboutWhatIsMeasured() {
    for (var contest : all) {
      for (var target : contest.targets()) {
        assertThat(contest.contestants()).contains(target.contestant());
        assertThat(contest.quantities()).extracting(Quantity::name).contains(target.quantity());
        if (target.isRelative()) {
          assertThat(contest.contestants()).contains(target.rival());
        }
      }
    }
  }

  /** Catches: a case that can only be run with all others. */
  @Test
  void casesAreFoundByNameBeginningAndSize() {
    var extras = Suite.extras();

    assertThat(Selection.of(List.of(), all, extras).contests()).isEqualTo(all);
    assertThat(Selection.of(List.of("ping-pong"), all, extras).contests())
        .containsExactly(named(all, "ping-pong"));
    assertThat(Selection.of(List.of("tcp"), all, extras).contests())
        .extracting(Contest::name)
        .containsExactly("tcp-push-pull", "tcp-pair", "tcp-req-rep", "tcp-pair-ping-pong");
    assertThat(Selection.of(List.of("tcp-push-pull:64K"), all, extras).contests())
        .singleElement()
        .extracting(contest -> contest.quantities().getFirst().name())
        .isEqualTo("64 KiB");
    assertThat(Selection.of(List.of("tcp-req-rep:16"), all, extras).contests()).hasSize(1);
    assertThat(Selection.of(List.of("tc", "proxy"), all, extras).unknown()).containsExactly("tc");
    assertThat(Selection.of(Suite.guarded(), all, extras).unknown()).isEmpty();
  }

  /** Catches: a case or an option that nobody hears of, lines that a terminal breaks. */
  @Test
  void usageNamesAllThereIs() {
    var usage = Usage.of(all);

    assertThat(List.of(usage.split("\\s+"))).containsAll(all.stream().map(Contest::name).toList());
    assertThat(usage).contains(Usage.QUICK, Usage.GUARD, Usage.HELP).endsWith("\n");
    assertThat(usage.lines()).allMatch(line -> line.length() <= 100);
  }

  /** Catches: a contest whose processes do not start, or print something else. */
  @Test
  void aContestOfEachKindGivesItsFigures() throws Exception {
    for (var name : List.of("select-2", "three-to-one-inproc")) {
      var contest = named(all, name);
      var figures = contest.run(new Effort(1, 200), who -> who.startsWith("Weft"));
      assertThat(figures).isNotEmpty().extracting(Figure::contest).containsOnly(name);
      assertThat(figures).allMatch(figure -> Double.isFinite(figure.median()));
    }
    var actors = named(all, "chain-3").run(new Effort(1, 1000), "Pekko actors"::equals);
    assertThat(actors).singleElement().matches(figure -> figure.median() > 0);
  }

  /** Catches: a page changed by hand, or not made anew with its figures. */
  @Test
  void thePageIsWhatTheFiguresSay() throws Exception {
    var file = DOCS.resolve(Page.FOLDER).resolve("figures.csv");
    assumeThat(file).exists();

    assertThat(Files.readString(DOCS.resolve("benchmarks.md")))
        .isEqualTo(Page.of(Suite.sections(), Figures.read(file)));
  }
}
