package org.weftmq.pattern.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketOptions;

/** Subscribers that are slower than their publisher. */
class FullSubscribersTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();
  private static final Duration LONG = Duration.ofSeconds(20);

  /**
   * A publisher that drops never waits; so it must not keep the carriers of virtual threads from
   * those of its subscribers.
   */
  @Test
  void runBesidePublishersThatNeverWait() throws InterruptedException {
    var publishers = 2 * CARRIERS;
    var received = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    try (var context = Context.open()) {
      var deadline = System.nanoTime() + LONG.toNanos();
      for (var i = 0; i < publishers; i++) {
        var endpoint = "inproc://full" + i;
        var pub = Pub.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, 1).bind(endpoint);
        var sub = Sub.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1);
        sub.subscribe("").connect(endpoint);
        assertThat(pub.awaitSubscribers(1, LONG)).isTrue();
        threads.add(
            Thread.ofVirtual()
                .unstarted(
                    () -> {
                      while (received.get() < publishers && System.nanoTime() < deadline) {
                        assertThat(pub.trySend(Message.of("news"))).isTrue();
                      }
                    }));
        threads.add(
            Thread.ofVirtual()
                .unstarted(
                    () -> {
                      sub.tryReceive();
                      received.incrementAndGet();
                    }));
      }

      threads.forEach(Thread::start);

      for (var thread : threads) {
        thread.join();
      }
      assertThat(received).hasValue(publishers);
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }
}
