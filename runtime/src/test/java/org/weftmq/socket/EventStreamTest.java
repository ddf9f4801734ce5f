package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Endpoint;
import org.weftmq.SocketEvent;
import org.weftmq.fixture.ManualWorld;

class EventStreamTest {
  private final Monitor monitor = new Monitor();
  private final EventStream stream = (EventStream) monitor.listen(new ManualWorld());

  private static SocketEvent event(long number) {
    return new SocketEvent.Connected(Endpoint.parse("mem://x"), number);
  }

  private List<SocketEvent> takeAll() throws InterruptedException {
    var all = new ArrayList<SocketEvent>();
    for (var e = stream.next(Duration.ZERO); e.isPresent(); e = stream.next(Duration.ZERO)) {
      all.add(e.get());
    }
    return all;
  }

  @Test
  void givesEventsInTheOrderInWhichTheyWereReported() throws Exception {
    for (var i = 0; i < 1000; i++) {
      monitor.report(event(i));
    }

    var all = takeAll();

    assertThat(all).hasSize(1000);
    assertThat(all.getFirst()).isEqualTo(event(0));
    assertThat(all.getLast()).isEqualTo(event(999));
  }

  @Test
  void countsWhatIsLostWhenNobodyTakes() throws Exception {
    var reported = 5_000;
    for (var i = 0; i < reported; i++) {
      monitor.report(event(i));
    }

    var all = takeAll();

    var missed =
        all.stream().mapToLong(e -> e instanceof SocketEvent.Missed m ? m.count() : 0).sum();
    var taken = all.stream().filter(SocketEvent.Connected.class::isInstance).count();
    assertThat(taken).isGreaterThanOrEqualTo(1000);
    assertThat(taken + missed).isEqualTo(reported);
  }

  @Test
  void holdsTheNewestThatNobodyHasTaken() throws Exception {
    for (var i = 0; i < 5_000; i++) {
      monitor.report(event(i));
    }

    assertThat(takeAll()).contains(event(4_999));
  }

  @Test
  void saysThatSomeWereMissedBeforeTheNextOne() throws Exception {
    for (var i = 0; i < 2_000; i++) {
      monitor.report(event(i));
    }
    var events = new ArrayList<SocketEvent>(stream.next(Duration.ZERO).stream().toList());
    monitor.report(event(2_000));
    events.addAll(takeAll());

    var last = -1L;
    for (var event : events) {
      switch (event) {
        case SocketEvent.Missed m -> last += m.count();
        case SocketEvent.Connected c -> {
          assertThat(c.connection()).as("each event follows the one before it").isGreaterThan(last);
          assertThat(c.connection() - last).as("a gap is announced").isLessThanOrEqualTo(2);
          last = c.connection();
        }
        default -> throw new AssertionError(event);
      }
    }
  }

  @Test
  void isOverOnceItHasEndedAndAllIsTaken() throws Exception {
    monitor.report(event(1));
    monitor.end();
    assertThat(stream.isOver()).isFalse();

    assertThat(takeAll()).containsExactly(event(1));
    assertThat(stream.isOver()).isTrue();
  }

  @Test
  void aLoopEndsAfterTheLastEvent() {
    monitor.report(event(1));
    monitor.report(event(2));
    monitor.end();

    assertThat(stream).containsExactly(event(1), event(2));
  }

  @Test
  void whatIsReportedAfterItWasClosedIsNotKept() {
    stream.close();

    monitor.report(event(1));

    assertThat(stream.isOver()).isTrue();
  }
}
