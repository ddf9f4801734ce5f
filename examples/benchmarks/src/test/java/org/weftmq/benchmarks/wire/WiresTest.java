package org.weftmq.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
  @ValueSource(strings = {"tcp-push-pull", "tcp-req-rep", "ipc-pair", "inproc-pair-ping-pong"})
  void measuresEachLibrary(String name) throws Exception {
    var contest = smallest(name);

    var figures = contest.run(SHORT);

    assertThat(figures).allMatch(figure -> figure.median() > 0);
    assertThat(figures)
        .extracting(Figure::contestant)
        .contains("Weft")
        .containsAll(name.startsWith("ipc") ? List.of() : List.of("JeroMQ"));
  }

  /** Catches: messages of one size that count as those of the next, or are waited for in vain. */
  @Test
  void sizesFollowEachOther() throws Exception {
    var arrived = new ArrayBlockingQueue<Integer>(1000);
    var parts = List.of(new Part(1, 5, 20), new Part(2, 5, 20));
    var end = new QueueEnd(arrived);
    var sender = Thread.ofVirtual().start(() -> perform(Duty.SENDS, end, parts));

    Duty.RECEIVES.perform(end, parts);

    sender.interrupt(); // it would go on for ever
    sender.join();
  }

  private static void perform(Duty duty, End end, List<Part> parts) {
    try {
      duty.perform(end, parts);
    } catch (Exception e) {
      return; // it was told to end
    }
  }

  private record QueueEnd(BlockingQueue<Integer> queue) implements End {
    @Override
    public String endpoint() {
      return "";
    }

    @Override
    public void send(int size) throws InterruptedException {
      queue.put(size);
    }

    @Override
    public int receive() throws InterruptedException {
      return queue.take();
    }

    @Override
    public void answer() throws InterruptedException {
      queue.put(queue.take());
    }
  }
}
