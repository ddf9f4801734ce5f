package org.weftmq.cli;

import java.time.Duration;
import org.weftmq.TimedOutException;
import picocli.CommandLine.Option;

/** The choice of how many subscribers there are to be before the first line is sent. */
final class Awaited {
  @Option(
      names = "--subscribers",
      paramLabel = "N",
      description =
          "Read the first line when N subscribers are there (default: ${DEFAULT-VALUE}); with 0"
              + " at once, though nobody may get it.")
  private int count = 1;

  /** How a socket waits for its subscribers. */
  interface Waiting {
    boolean await(int count, Duration timeout) throws InterruptedException;
  }

  /** Waits for them. */
  void await(Waiting waiting, Duration timeout) throws InterruptedException {
    if (!waiting.await(count, timeout)) {
      throw new TimedOutException(
          "fewer than " + count + " subscribers came within " + TimeConverter.text(timeout));
    }
  }
}
