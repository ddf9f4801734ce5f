package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.weftmq.Context;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.test.Crew;
import org.weftmq.test.Eventually;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.RoughNetwork;
import org.weftmq.test.Scheme;

/**
 * Many senders into one socket, workers that come, take some and leave, callers that are
 * interrupted or run out of time, connections that break at any byte: the ledger tells of every
 * message what became of it.
 */
@AddLifecycleHook(RecordedTries.class)
class ComingAndGoingProperties {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final int SENDERS = 3;
  private static final int WORKERS = 3;
  private static final int MESSAGES = 150;

  /**
   * Catches: {@code offered = written + queued + dropped} not holding at rest; a message that
   * arrives twice, torn, or though it was said not to be sent; messages of a sender that overtake
   * each other on their way to one peer; over inproc, one that was taken and not handed out; a drop
   * under a name that nothing here explains; threads that stay.
   */
  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theLedgerTellsOfEveryMessage(
      @ForAll Scheme scheme,
      @ForAll Crew.Kind kind,
      @ForAll @IntRange(min = 1, max = 4) int mark,
      @ForAll boolean breaks,
      @ForAll long seed,
      Recording recording)
      throws Exception {
    var network = new RoughNetwork(seed, 300, breaks ? 6_000 : 0);
    var run = new Run(recording, new Random(seed));
    try (var context = Context.open(network);
        var senders = kind.crew();
        var workers = kind.crew();
        var tormentor = Crew.Kind.PLATFORM.crew()) {
      var push =
          Push.open(context).set(SocketOptions.SEND_HIGH_WATER_MARK, mark).bind(scheme.endpoint());
      var threads = new ArrayList<Thread>();
      for (var i = 0; i < SENDERS; i++) {
        var sender = i;
        var random = run.random();
        threads.add(senders.start(() -> run.send(push, sender, random)));
      }
      for (var i = 0; i < WORKERS; i++) {
        var worker = "worker " + i;
        var random = run.random();
        threads.add(workers.start(() -> run.work(context, push.endpoint(), worker, random)));
      }
      tormentor.start(() -> run.torment(threads));

      senders.join(TIME);
      network.smooth();
      Eventually.within(TIME)
          .showing(push)
          .that("nothing waits", () -> workers.check() && push.stats().queued() == 0);
      run.over.countDown();
      workers.join(TIME);
      tormentor.join(TIME);
      recording.ledger("push", push.stats());

      var stats = push.stats();
      assertThat(stats.isBalanced()).as("%s", stats).isTrue();
      assertThat(stats.offered()).isEqualTo(run.sent.size());
      assertThat(run.sent).containsAll(run.arrivals.all());
      assertThat(stats.dropped().keySet()).isSubsetOf(DropReason.PEER_GONE, DropReason.UNKNOWN);
      var perhaps = stats.dropped().getOrDefault(DropReason.UNKNOWN, 0L);
      assertThat((long) run.arrivals.all().size()).isLessThanOrEqualTo(stats.written() + perhaps);
      if (scheme == Scheme.INPROC) {
        assertThat(run.arrivals.all()).hasSize((int) stats.written());
      }
      assertThat(run.arrivals.all()).isNotEmpty();
    }
    network.awaitNothingLeft();
  }

  /** What the threads of one run share. */
  private static final class Run {
    private final Recording recording;
    private final Random seeds;
    private final Set<Numbered> sent = ConcurrentHashMap.newKeySet();
    private final Arrivals arrivals = new Arrivals();
    private final AtomicInteger sending = new AtomicInteger(SENDERS);
    private final CountDownLatch over = new CountDownLatch(1);

    Run(Recording recording, Random seeds) {
      this.recording = recording;
      this.seeds = seeds;
    }

    Random random() {
      return new Random(seeds.nextLong());
    }

    void send(Push push, int sender, Random random) {
      for (var n = 0; n < MESSAGES; n++) {
        var what = new Numbered(sender, n);
        // Known before it can arrive; taken back if it is said not to have been sent.
        sent.add(what);
        if (!sends(push, message(what, random.nextInt(300)), random)) {
          sent.remove(what);
        }
      }
      sending.decrementAndGet();
    }

    private boolean sends(Push push, Message message, Random random) {
      try {
        return switch (random.nextInt(3)) {
          case 0 -> push.trySend(message);
          case 1 -> push.send(message, Duration.ofNanos(random.nextInt(500_000)));
          default -> push.send(message, Duration.ofMillis(20));
        };
      } catch (InterruptedException e) {
        return false;
      }
    }

    /** Its number, something of any size, and its number again. */
    private static Message message(Numbered what, int size) {
      var message = what.message();
      return message.append(Frame.wrap(new byte[size])).append(message.first());
    }

    void work(Context context, String endpoint, String name, Random random) {
      while (over.getCount() > 0) {
        var lane = arrivals.lane();
        var pull =
            Pull.open(context)
                .set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 1 + random.nextInt(3))
                .set(SocketOptions.RECONNECT_INTERVAL, Duration.ofMillis(1))
                .set(SocketOptions.RECONNECT_INTERVAL_MAX, Duration.ofMillis(5))
                .connect(endpoint);
        var some = 1 + random.nextInt(60);
        var taken = 0;
        while (taken < some && over.getCount() > 0) {
          taken += receive(pull, lane, random) ? 1 : 0;
        }
        pull.close(Duration.ZERO);
        recording.does(name, "took " + taken + " and left");
      }
    }

    private static boolean receive(Pull pull, Arrivals.Lane lane, Random random) {
      try {
        var message = pull.receive(Duration.ofNanos(random.nextInt(2_000_000)));
        message.ifPresent(
            whole -> {
              assertThat(whole.size()).as("frames").isEqualTo(3);
              assertThat(whole.frame(2)).isEqualTo(whole.first());
              lane.add(whole);
            });
        return message.isPresent();
      } catch (InterruptedException e) {
        return false;
      }
    }

    void torment(List<Thread> threads) {
      while (sending.get() > 0) {
        threads.get(seeds.nextInt(threads.size())).interrupt();
        LockSupport.parkNanos(300_000);
      }
    }
  }
}
