package org.weftmq.kit;

import org.junit.jupiter.api.Nested;
import org.weftmq.test.Scheme;
import org.weftmq.test.contract.TransportContract;

/** The contract of transports, kept by every one that carries messages of any size. */
class TransportsContractTest {
  @Nested
  class Inproc implements TransportContract {
    @Override
    public String endpoint() {
      return Scheme.INPROC.endpoint();
    }

    @Override
    public boolean reconnects() {
      return false;
    }
  }

  @Nested
  class Ipc implements TransportContract {
    @Override
    public String endpoint() {
      return Scheme.IPC.endpoint();
    }
  }

  @Nested
  class Tcp implements TransportContract {
    @Override
    public String endpoint() {
      return "tcp://127.0.0.1:*";
    }
  }

  @Nested
  class Memory implements TransportContract {
    @Override
    public String endpoint() {
      return "memory://*";
    }
  }
}
