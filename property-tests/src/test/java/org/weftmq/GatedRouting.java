package org.weftmq;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.Routing;

/** A routing without peers that receives what the test puts in, and can be stopped meanwhile. */
final class GatedRouting implements Routing<Message, Message> {
  /** A stop: the turn has come here, and may go on. */
  static final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    void awaitTurn() throws InterruptedException {
      if (!reached.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("no turn came to the gate");
      }
    }

    void open() {
      opened.countDown();
    }
  }

  private final Queue<Message> waiting = new ArrayDeque<>();
  private volatile Gate gate;
  private volatile Error failure;

  /** In the turn: something to receive. */
  void put(Message message) {
    waiting.add(message);
  }

  /** Stops the next turn that asks for something to receive, once. */
  Gate close() {
    var closed = new Gate();
    gate = closed;
    return closed;
  }

  /** Makes the next turn that asks for something to receive fail. */
  void failNext(Error error) {
    failure = error;
  }

  @Override
  public void attached(Pipe pipe) {}

  @Override
  public void detached(Pipe pipe) {}

  @Override
  public Outcome send(Message item) {
    return Outcome.WAIT;
  }

  @Override
  public Message receive() {
    if (failure != null) {
      throw failure;
    }
    var stop = gate;
    if (stop != null) {
      gate = null;
      stop.reached.countDown();
      try {
        if (!stop.opened.await(10, TimeUnit.SECONDS)) {
          throw new AssertionError("nobody opened the gate");
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return waiting.poll();
  }

  @Override
  public Message outgoing(Message message) {
    return message;
  }

  @Override
  public Message incoming(Message item) {
    return item;
  }
}
