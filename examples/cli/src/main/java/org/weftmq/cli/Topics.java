package org.weftmq.cli;

import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The choice of what is subscribed to. */
final class Topics {
  @Option(
      names = "--subscribe",
      paramLabel = "TOPIC",
      description =
          "Receive messages that begin with TOPIC; without any, all messages. Repeatable.")
  private Set<String> topics = Set.of("");

  /** Subscribes to each of them. */
  void forEach(Consumer<String> subscribe) {
    topics.forEach(subscribe);
  }
}
