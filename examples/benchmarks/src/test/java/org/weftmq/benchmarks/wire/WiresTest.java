package org.weftmq.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.Figure;

class WiresTest {
  private static final Effort SHORT = new Effort(1, 60);

  private static Contest smallest(String name) {
    return Wires.contestsOfOneSize().stream()
        .filter(contest -> contest.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Catches: a peer that ends too early, prints something else, or never ends. */
  @ParameterizedTest
  @ValueSource(strings = {"tcp-req-rep", "inproc-pair"})
  void measuresEachLibrary(String name) throws Exception {
    var contest = smallest(name);

    var figures = contest.run(SHORT);

    assertThat(figures).allMatch(figure -> figure.median() > 0);
    assertThat(figures).extracting(Figure::contestant).contains("Weft", "JeroMQ");
  }

  /** Catches: messages of one size that count as those of the next, or are waited for in vain. */
  @Test
  void whoReceivesTellsOneSizeFromTheNext() throws Exception {
    var sizes = Stream.concat(Stream.generate(() -> 1).limit(1000), Stream.generate(() -> 2));
    var found = new ArrayList<Double>();

    Duty.RECEIVES.perform(
        new Scripted(sizes.iterator()), List.of(new Part(1, 0, 0), new Part(2, 0, 0)), found::add);

    assertThat(found).hasSize(2).allMatch(rate -> rate > 0);
  }

  /** Catches: a rate made of messages that came when they were not to count. */
  @Test
  void whoReceivesFailsWhenTheNextSizeComesTooEarly() {
    var sizes = Stream.concat(Stream.of(1, 1), Stream.generate(() -> 2));
    var parts = List.of(new Part(1, 0, 0), new Part(2, 0, 0));

    assertThatThrownBy(
            () -> Duty.RECEIVES.perform(new Scripted(sizes.iterator()), parts, rate -> {}))
        .hasMessageContaining("received 2 bytes in the part 1:0:0");
  }

  /** Catches: a next size that comes before the other end has had its time. */
  @Test
  void whoSendsGoesOnForLongerThanTheOtherEndCounts() {
    var begun = System.nanoTime();

    assertThatThrownBy(
            () ->
                Duty.SENDS.perform(
                    new Scripted(List.of(1).iterator()),
                    List.of(new Part(1, 20, 30), new Part(2, 0, 0)),
                    rate -> {}))
        .hasMessageContaining("sent 2 bytes");

    assertThat(System.nanoTime() - begun).isGreaterThan(50_000_000);
  }

  /** Catches: time that does not count and does, or both ways that count as one. */
  @Test
  void whoAsksTellsHowLongOneWayTakes() throws Exception {
    var sizes = Stream.generate(WiresTest::afterTwoMillis).iterator();
    var found = new ArrayList<Double>();
    var begun = System.nanoTime();

    Duty.ASKS.perform(new Scripted(sizes), List.of(new Part(1, 10, 30)), found::add);

    assertThat(System.nanoTime() - begun).isGreaterThan(40_000_000);
    assertThat(found).hasSize(2).allMatch(micros -> micros >= 1_000);
  }

  private static int afterTwoMillis() {
    for (var until = System.nanoTime() + 2_000_000; System.nanoTime() < until; ) {
      Thread.onSpinWait();
    }
    return 1;
  }

  /** Receives messages of those sizes; cannot send others than of one byte. */
  private record Scripted(Iterator<Integer> sizes) implements End {
    @Override
    public String endpoint() {
      return "";
    }

    @Override
    public void send(int size) {
      if (size != 1) {
        throw new IllegalStateException("sent " + size + " bytes");
      }
    }

    @Override
    public int receive() {
      return sizes.next();
    }

    @Override
    public void answer() {}
  }
}
