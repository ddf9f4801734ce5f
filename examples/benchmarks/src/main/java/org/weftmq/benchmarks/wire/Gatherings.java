package org.weftmq.benchmarks.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Effort;
import org.weftmq.benchmarks.contest.Quantity;

/** Three PUSHes to one PULL, and one PUSH to three PULLs, in one process with a thread for each. */
public final class Gatherings {
  private static final int SIZE = 16;

  private Gatherings() {}

  /** One contest for each direction and transport. */
  public static List<Contest> contests() {
    return Stream.of("inproc://one", "tcp://127.0.0.1:*")
        .flatMap(
            endpoint ->
                Stream.of(
                    contest(
                        "three-to-one",
                        "three PUSHes to a PULL",
                        endpoint,
                        "PULL:receives:binds,PUSH:sends,PUSH:sends,PUSH:sends"),
                    contest(
                        "one-to-three",
                        "a PUSH to three PULLs",
                        endpoint,
                        "PUSH:sends:binds,PULL:receives,PULL:receives,PULL:receives")))
        .toList();
  }

  private static Contest contest(String name, String title, String endpoint, String ends) {
    var transport = endpoint.substring(0, endpoint.indexOf(':'));
    var contest =
        new Contest(
            name + "-" + transport,
            transport + ", " + title + ", one process, 16 bytes",
            Quantity.rate("", "msg/s"));
    for (var library : Library.over(transport)) {
      contest.add(library.title(), effort -> sum(library.measure(endpoint, ends, parts(effort))));
    }
    return contest.note(
        "High-water marks are 1000 at all ends. Calls are made by virtual threads with Weft, by"
            + " platform threads with the others.");
  }

  private static List<Part> parts(Effort effort) {
    return List.of(new Part(SIZE, effort.of(1500), effort.of(600)));
  }

  /** What all receivers together have. */
  private static double[] sum(double[] rates) {
    return new double[] {Arrays.stream(rates).sum()};
  }
}
