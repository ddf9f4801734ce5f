package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.Context;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.RoughNetwork;
import org.weftmq.test.Scheme;

/** The grammar of events: what happens to a connection, in order, whatever happens to it. */
class EventsTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  /** Catches: events that are missing, doubled, out of order, or without a reason. */
  @ParameterizedTest
  @EnumSource(names = {"IPC", "TCP"})
  void eachConnectionBeginsAndEndsOnce(Scheme scheme) throws Exception {
    var network = new RoughNetwork(5, 200, 2_000); // some break in the handshake, others later
    var here = new ArrayList<SocketEvent>();
    var there = new ArrayList<SocketEvent>();
    try (var context = Context.open(network);
        var crew = Crew.Kind.VIRTUAL.crew()) {
      var pull = Pull.open(context);
      var push =
          Push.open(context)
              .set(SocketOptions.LINGER, Duration.ZERO)
              .set(SocketOptions.SEND_HIGH_WATER_MARK, 5)
              .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
              .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(2));
      var eventsHere = pull.events();
      var eventsThere = push.events();
      crew.start(() -> eventsHere.forEach(here::add));
      crew.start(() -> eventsThere.forEach(there::add));
      crew.start(() -> pull.forEach(message -> {}));
      pull.bind(scheme.endpoint());
      push.connect(pull.endpoint());
      // One batch may hold very many messages, so their number alone breaks no wire.
      for (var i = 0; i < 1_500 || network.breaks() <= 5; i++) {
        push.send(new Numbered(0, i).message());
      }

      push.close();
      pull.close();
      crew.join(TIME);
    }

    assertThat(network.breaks()).isGreaterThan(5);
    check(here);
    check(there);
    assertThat(here.getFirst()).isInstanceOf(SocketEvent.Listening.class);
    assertThat(here).filteredOn(SocketEvent.Stopped.class::isInstance).hasSize(1);
    assertThat(there).filteredOn(SocketEvent.Stopped.class::isInstance).hasSize(1);
    assertThat(here).noneMatch(SocketEvent.Connected.class::isInstance);
    assertThat(there).noneMatch(SocketEvent.Accepted.class::isInstance);
  }

  private static void check(List<SocketEvent> events) {
    var grammar = new EventGrammar(events);
    grammar.check();
    assertThat(grammar.isComplete()).isTrue();
    assertThat(grammar.connections()).isGreaterThan(3);
  }
}
