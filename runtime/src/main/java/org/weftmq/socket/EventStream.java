package org.weftmq.socket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpmcVarHandleArrayQueue;
import org.weftmq.Endpoint;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.actor.Parker;
import org.weftmq.spi.Environment;

/**
 * A bounded stream of events: any thread reports, one takes. When it is full, who reports takes the
 * oldest out.
 */
final class EventStream implements SocketEvents {
  private static final int CAPACITY = 1024;

  // nobody's: immutable
  private final Environment environment;
  private final Monitor monitor;
  private final Parker taker;
  private final MessagePassingQueue<SocketEvent> events = new MpmcVarHandleArrayQueue<>(CAPACITY);

  // any thread
  private final AtomicLong missed = new AtomicLong();
  private volatile Endpoint lastMissedAt;
  private volatile boolean ended;

  EventStream(Environment environment, Monitor monitor) {
    this.environment = environment;
    this.monitor = monitor;
    this.taker = new Parker(environment);
  }

  void report(SocketEvent event) {
    while (!events.offer(event)) {
      var oldest = events.poll();
      if (oldest != null) {
        lastMissedAt = oldest.endpoint();
        missed.incrementAndGet();
      }
    }
    taker.wake();
  }

  void end() {
    ended = true;
    taker.wake();
  }

  @Override
  public Optional<SocketEvent> next(Duration timeout) throws InterruptedException {
    var deadline = Deadline.after(environment, timeout);
    for (; ; ) {
      var lost = missed.getAndSet(0);
      var event = lost > 0 ? new SocketEvent.Missed(lastMissedAt, lost) : events.poll();
      if (event != null || isOver() || !taker.await(deadline)) {
        return Optional.ofNullable(event);
      }
    }
  }

  @Override
  public boolean isOver() {
    return ended && events.isEmpty() && missed.get() == 0;
  }

  @Override
  public void close() {
    monitor.remove(this);
    end();
  }
}
