package org.weftmq.kit;

import org.junit.jupiter.api.Nested;
import org.weftmq.Context;
import org.weftmq.SocketType;
import org.weftmq.test.Talker;
import org.weftmq.test.contract.SocketTypeContract;

/** The contract of socket types, kept by every type whose peers are sockets. */
class SocketTypesContractTest {
  private record Types(SocketType subject, SocketType peer) {}

  @Nested
  class Pair implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.PAIR, SocketType.PAIR);
    }
  }

  @Nested
  class Push implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.PUSH, SocketType.PULL);
    }
  }

  @Nested
  class Pull implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.PULL, SocketType.PUSH);
    }
  }

  @Nested
  class Pub implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.PUB, SocketType.SUB);
    }
  }

  @Nested
  class Sub implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.SUB, SocketType.PUB);
    }
  }

  @Nested
  class XPub implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.XPUB, SocketType.XSUB);
    }
  }

  @Nested
  class XSub implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.XSUB, SocketType.XPUB);
    }
  }

  @Nested
  class Req implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.REQ, SocketType.REP);
    }
  }

  @Nested
  class Rep implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.REP, SocketType.REQ);
    }
  }

  @Nested
  class Dealer implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.DEALER, SocketType.DEALER);
    }
  }

  @Nested
  class Router implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.ROUTER, SocketType.DEALER);
    }
  }

  @Nested
  class Client implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.CLIENT, SocketType.SERVER);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  @Nested
  class Server implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.SERVER, SocketType.CLIENT);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  @Nested
  class Radio implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.RADIO, SocketType.DISH);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  @Nested
  class Dish implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.DISH, SocketType.RADIO);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  @Nested
  class Scatter implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.SCATTER, SocketType.GATHER);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  @Nested
  class Gather implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.GATHER, SocketType.SCATTER);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  @Nested
  class Peer implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.PEER, SocketType.PEER);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  @Nested
  class Channel implements Contract {
    @Override
    public Types types() {
      return new Types(SocketType.CHANNEL, SocketType.CHANNEL);
    }

    @Override
    public int frames() {
      return 1;
    }
  }

  private interface Contract extends SocketTypeContract {
    Types types();

    @Override
    default Talker subject(Context context) {
      return Talker.of(context, types().subject);
    }

    @Override
    default Talker peer(Context context) {
      return Talker.of(context, types().peer);
    }
  }
}
