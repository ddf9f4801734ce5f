package org.weftmq.pattern;

import java.util.ArrayDeque;
import java.util.Queue;
import org.weftmq.actor.Sequel;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.PipeOwner;
import org.weftmq.pipe.PipeSignal;
import org.weftmq.test.ManualEnvironment;

/** The other end of a socket's pipe, whose news reach the socket when the test says so. */
final class RawPeer implements PipeOwner {
  private final Pipe pipe = Pipe.open();
  private final Queue<PipeSignal> news = new ArrayDeque<>();

  RawPeer() {
    pipe.own(this);
  }

  Pipe pipe() {
    return pipe;
  }

  /** Tells the socket what has happened here. */
  void deliver() {
    for (var signal = news.poll(); signal != null; signal = news.poll()) {
      var sequel = new Sequel(new ManualEnvironment());
      pipe.far().tell(signal, sequel);
      sequel.run();
    }
  }

  /** Whether something has happened here that the socket has not been told. */
  boolean hasNews() {
    return !news.isEmpty();
  }

  @Override
  public void on(Pipe end, PipeSignal signal, Sequel sequel) {}

  @Override
  public void tell(Pipe far, PipeSignal signal) {
    news.add(signal);
  }
}
