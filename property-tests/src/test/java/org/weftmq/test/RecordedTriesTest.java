package org.weftmq.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;

/** What one who reads of a failure is told: the seed, the smallest sample, and a picture of it. */
class RecordedTriesTest {
  /** A subscriber's queue is said to take whatever is published, which it does not. */
  @AddLifecycleHook(RecordedTries.class)
  static class Wrong {
    @Property(seed = "4711", afterFailure = AfterFailureMode.PREVIOUS_SEED)
    void nothingIsDropped(
        @ForAll @Size(max = 20) List<@IntRange(max = 9) Integer> numbers, Recording recording) {
      try (var context = Context.open(new ManualEnvironment())) {
        var pub =
            Pub.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).bind("inproc://news");
        var sub =
            Sub.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1)
                .subscribe("")
                .connect("inproc://news");
        for (var number : numbers) {
          recording.does("pub", "send " + number);
          pub.trySend(Message.of(number.toString()));
          recording.ledger("pub", pub.stats());
        }
        for (var message = sub.tryReceive(); message.isPresent(); message = sub.tryReceive()) {
          recording.passes("pub", "sub", message.get().text());
        }
        assertThat(pub.stats().dropped()).isEmpty();
      }
    }
  }

  @ExtendWith(RecordedTests.class)
  static class WrongToo {
    @Test
    void fails(Recording recording) {
      recording.does("thread", "did what was wrong");
      throw new IllegalStateException("it was wrong");
    }
  }

  /** Catches: a failure that says nothing of how it came about, or shows another try's picture. */
  @Test
  void aFailedPropertyShowsItsSeedItsSmallestSampleAndAPicture() {
    var output = run(Wrong.class);

    assertThat(output.failures).hasSize(1);
    assertThat(output.text())
        .contains("seed = 4711")
        .contains("Shrunk Sample")
        .contains(": [0, 0, 0]") // two fit, the third does not
        .contains(
            """
                   pub             sub
                1  o send 0        |
                2  o send 0        |
                3  o send 0        |
                4  x PEER_FULL +1  |
                5  |----- 0 ------>|
                6  |----- 0 ------>|
            """);
  }

  /** Catches: a picture that is lost with the test. */
  @Test
  void aFailedTestHasAPicture() {
    var output = run(WrongToo.class);

    assertThat(output.failures).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(output.failures.getFirst().getSuppressed())
        .singleElement()
        .satisfies(picture -> assertThat(picture.getMessage()).contains("1  o did what was wrong"));
  }

  /** What the launcher heard of a run. */
  private static final class Output implements TestExecutionListener {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<String> entries = new CopyOnWriteArrayList<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      result.getThrowable().ifPresent(failures::add);
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
      entries.addAll(entry.getKeyValuePairs().values());
    }

    String text() {
      return String.join("\n", entries);
    }
  }

  private static Output run(Class<?> tests) {
    var output = new Output();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.database", "target/jqwik-wrong")
            .build();
    LauncherFactory.create().execute(request, output);
    return output;
  }
}
