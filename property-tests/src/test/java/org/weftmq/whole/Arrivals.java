package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.weftmq.Message;

/** What arrived at all receivers together; no message may do so twice. Any thread. */
final class Arrivals {
  private final Set<Numbered> all = ConcurrentHashMap.newKeySet();

  /** Something arrived, in whatever order. */
  Numbered add(Message message) {
    var arrived = Numbered.of(message);
    assertThat(all.add(arrived)).as("first arrival of %s", arrived).isTrue();
    return arrived;
  }

  /** What one receiving thread got: of each sender, later messages must come later. */
  final class Lane {
    private final Map<Integer, Integer> last = new HashMap<>();

    void add(Message message) {
      var arrived = Arrivals.this.add(message);
      var before = last.put(arrived.sender(), arrived.number());
      assertThat(before == null || before < arrived.number())
          .as("%s behind number %s", arrived, before)
          .isTrue();
    }
  }

  Lane lane() {
    return new Lane();
  }

  Set<Numbered> all() {
    return all;
  }
}
