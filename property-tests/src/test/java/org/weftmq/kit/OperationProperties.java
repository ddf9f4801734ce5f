package org.weftmq.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.weftmq.Context;
import org.weftmq.test.Leaks;
import org.weftmq.test.ManualEnvironment;
import org.weftmq.test.Operation;
import org.weftmq.test.Performance;
import org.weftmq.test.Scheme;

/** Whatever is done in whatever order is done or refused by name, and leaves nothing. */
class OperationProperties {
  private static final int NAMES = 3;

  @Provide
  Arbitrary<List<Operation>> scripts() {
    return Operation.scripts(4, NAMES);
  }

  /** Catches: an exception that nobody documented, a ledger that does not balance. */
  @Property(tries = 60)
  void aScriptIsDoneOrRefusedByName(@ForAll("scripts") List<Operation> script) {
    var world = new ManualEnvironment();
    try (var context = Context.open(world)) {
      var performance = new Performance(context, Scheme.INPROC, NAMES);
      var received = false;
      var refused = false;
      for (var operation : script) {
        var outcome = performance.perform(operation);
        world.runAll();

        received |= outcome.equals("received");
        refused |= outcome.endsWith("Exception");
        assertThat(performance.sockets())
            .as("%s: %s\n%s", operation, outcome, performance)
            .allMatch(socket -> socket.stats().isBalanced());
      }
      reached("a message was received", received);
      reached("something was refused", refused);
    }
    world.runAll();
    assertThat(world.waiting()).isZero();
  }

  private static void reached(String what, boolean reached) {
    Statistics.label(what)
        .collect(reached)
        .coverage(checker -> checker.check(true).percentage(share -> share > 5));
  }

  /** Catches: what a socket leaves behind, in whatever state it is closed. */
  @Property(tries = 12)
  void nothingIsLeftOfAScript(@ForAll("scripts") List<Operation> script, @ForAll Scheme scheme) {
    try (var leaks = Leaks.watch();
        var context = Context.open()) {
      assertThat(leaks.now()).isNotEmpty(); // the context is open
      var performance = new Performance(context, scheme, NAMES);
      script.forEach(performance::perform);
      performance.sockets().forEach(socket -> socket.close(Duration.ZERO));
    }
  }
}
