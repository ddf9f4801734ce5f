package org.weftmq.benchmarks.link;

import com.softwaremill.jox.Channel;

/** A buffered channel of Jox. */
record JoxLane(Channel<Object> channel) implements Lane {
  JoxLane(int capacity) {
    this(Channel.newBufferedChannel(capacity));
  }

  @Override
  public void put(byte[] bytes) throws InterruptedException {
    channel.send(bytes);
  }

  @Override
  public Object take() throws InterruptedException {
    return channel.receive();
  }
}
