package org.weftmq.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Figure;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Target;

class PageTest {
  @TempDir private Path folder;

  private final Contest race =
      new Contest("race", "a race of 10 km", Quantity.rate("", "km/h"))
          .add("we", effort -> new double[1])
          .add("they", effort -> new double[1])
          .target(Target.times(2, 4, "they", "we", ""))
          .target(Target.times(4, "they", "we", ""))
          .note("The road was wet.");
  private final Contest memory =
      new Contest("memory", "a house", Quantity.amount("rooms", "m2"), Quantity.time("way", "s"))
          .add("we", effort -> new double[2])
          .add("they", effort -> new double[2])
          .target(Target.figure(100, "we", "rooms"))
          .target(Target.figure(1, "they", "way"));
  private final List<Section> sections =
      List.of(new Section("Sport", List.of(race)), new Section("Houses", List.of(memory)));

  private final Machine machine = new Machine(Map.of("cores", "2"), "2026-11-21");
  private final Figures figures =
      new Figures(
          machine,
          List.of(
              new Figure("race", "", "km/h", "we", 12_345_678, 12_000_000, 13_000_000, 3),
              new Figure("race", "", "km/h", "they", 4_000_000, 3_900_000, 4_100_000, 3),
              new Figure("memory", "rooms", "m2", "we", 99.5, 99.5, 99.5, 3),
              new Figure("memory", "rooms", "m2", "they", 0.0001234, 0, 1, 3)));

  /** Catches: a figure that does not come back as it was written. */
  @Test
  void figuresAreReadAsTheyWereWritten() throws Exception {
    var file = folder.resolve("figures.csv");

    figures.write(file);

    assertThat(Files.readString(file)).contains("race,,km/h,we,12345700,12000000,13000000,3\n");
    var read = Figures.read(file);
    assertThat(read.machine()).isEqualTo(machine);
    assertThat(read.all().getLast()).isEqualTo(figures.all().getLast());
    read.write(file);
    assertThat(Figures.read(file)).isEqualTo(read);
  }

  /** Catches: a run of one case that drops the others' figures, or keeps old ones beside new. */
  @Test
  void newerFiguresTakeThePlaceOfThoseAboutTheSame() {
    var faster = new Figure("race", "", "km/h", "we", 14, 14, 14, 1);
    var other = new Figure("jump", "", "m", "we", 2, 2, 2, 1);

    var renewed = figures.renewed(new Figures(machine, List.of(faster, other)));

    assertThat(renewed.all()).hasSize(5).startsWith(faster).endsWith(other);
    assertThat(renewed.all()).containsAll(figures.all().subList(1, 4));
  }

  /** Catches: ratios the wrong way round, numbers nobody can read. */
  @Test
  void aTableComparesWithTheFirstContestant() {
    assertThat(Page.contest(race, figures))
        .isEqualTo(
            """
            a race of 10 km (`race`)

            |  |      |       km/h |        lowest - highest |   to we |
            |--|------|-----------:|------------------------:|--------:|
            |  | we   | 12,300,000 | 12,000,000 - 13,000,000 |     x 1 |
            |  | they |  4,000,000 |   3,900,000 - 4,100,000 | x 0.324 |

            - we: at least 2 x they, aim 4: 3.09, bar met, aim missed
            - we: at least 4 x they: 3.09, **missed**

            The road was wet.
            """);
  }

  /** Catches: less that is not better, and a target that counts as met without a figure. */
  @Test
  void aTargetMayBeAFigure() {
    assertThat(Page.contest(memory, figures))
        .contains("- we, rooms: at most 100 m2: 99.5, met\n")
        .contains("- they, way: at most 1 s: not measured\n")
        .contains("0.000123");
  }

  /** Catches: targets that are not met but counted, and sections of nothing. */
  @Test
  void thePageCountsWhatIsMetAndShowsWhatWasMeasured() {
    var page = Page.of(sections, new Figures(machine, figures.all().subList(0, 2)));

    assertThat(page)
        .contains("| cores | 2 |\n| date | 2026-11-21 |\n")
        .contains("Of 4 targets 1 are met:\n\n- `race` we: at least 2 x they, aim 4: 3.09, bar met")
        .contains("## Sport")
        .contains("![a race of 10 km](benchmarks/race.svg)")
        .doesNotContain("Houses");
  }

  /** Catches: charts that the page shows and that are not written, or cannot be. */
  @Test
  void chartsStandWhereThePageLooks() throws Exception {
    Charts.write(folder, sections, figures);

    assertThat(sections)
        .flatExtracting(Section::contests)
        .allMatch(contest -> Charts.has(contest, figures));
    assertThat(folder.resolve("race.svg")).content().contains("<svg").endsWith("</svg>\n");
    assertThat(folder.resolve("memory.svg")).exists(); // in rooms, whose unit is the first
  }
}
