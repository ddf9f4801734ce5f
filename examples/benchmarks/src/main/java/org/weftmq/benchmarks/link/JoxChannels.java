package org.weftmq.benchmarks.link;

import com.softwaremill.jox.Channel;

/** A link of two buffered channels of Jox. */
record JoxChannels(Port near, Port far) implements Link {
  JoxChannels(int capacity) {
    this(Channel.newBufferedChannel(capacity), Channel.newBufferedChannel(capacity));
  }

  private JoxChannels(Channel<Object> there, Channel<Object> back) {
    this(new End(there, back), new End(back, there));
  }

  private record End(Channel<Object> out, Channel<Object> in) implements Port {
    @Override
    public void send(byte[] bytes) throws InterruptedException {
      out.send(bytes);
    }

    @Override
    public Object receive() throws InterruptedException {
      return in.receive();
    }
  }
}
