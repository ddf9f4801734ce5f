package org.weftmq.benchmarks.crowd;

import java.util.List;
import java.util.stream.Stream;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.PubSubOptions;
import org.weftmq.pattern.pubsub.Sub;

/** Sockets of Weft. */
final class WeftFan implements FanOut.Fan {
  private final Context context = Context.open(); // that of the process
  private final Pub pub = Pub.open(context);
  private final List<Sub> subs;
  private final Thread.Builder threads;

  WeftFan(String endpoint, boolean waits, int subscribers, Thread.Builder threads) {
    this.threads = threads;
    pub.set(PubSubOptions.NO_DROP, waits).bind(endpoint);
    subs =
        Stream.generate(() -> Sub.open(context).connect(pub.endpoint()).subscribe(""))
            .limit(subscribers)
            .toList();
  }

  @Override
  public List<FanOut.Loop> subscribers() {
    return subs.stream().<FanOut.Loop>map(sub -> sub::receive).toList();
  }

  @Override
  public Thread.Builder threads() {
    return threads;
  }

  @Override
  public void publish(byte[] bytes) throws InterruptedException {
    pub.send(Message.wrap(bytes));
  }
}
