package org.weftmq.benchmarks.wire;

import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.Receiver;
import org.weftmq.Sender;
import org.weftmq.Socket;
import org.weftmq.pattern.pair.Pair;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;

/** Weft at one end or both; arguments as those of libzmq_peer. Its calls are virtual threads'. */
final class WeftPeer {
  private static final Context CONTEXT = Context.open(); // that of the process

  private WeftPeer() {}

  public static void main(String[] args) throws Exception {
    Ends.run(args, Thread.ofVirtual(), WeftPeer::open);
  }

  private static End open(String type, boolean binds, String endpoint) {
    return switch (type) {
      case "PUSH" -> new Sending(reach(Push.open(CONTEXT), binds, endpoint));
      case "PULL" -> new Receiving(reach(Pull.open(CONTEXT), binds, endpoint));
      case "PAIR" -> {
        var pair = reach(Pair.open(CONTEXT), binds, endpoint);
        yield new Both(pair, pair, pair);
      }
      case "REQ" -> {
        var req = reach(Req.open(CONTEXT), binds, endpoint);
        yield new Both(req, req, req);
      }
      case "REP" -> new Replying(reach(Rep.open(CONTEXT), binds, endpoint));
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static <S extends Socket> S reach(S socket, boolean binds, String endpoint) {
    if (binds) {
      socket.bind(endpoint);
    } else {
      socket.connect(endpoint);
    }
    return socket;
  }

  private static int size(Message message) {
    return message.first().size();
  }

  private interface WeftEnd extends End {
    Socket socket();

    @Override
    default String endpoint() {
      return socket().endpoint().toString();
    }

    @Override
    default void send(int size) throws InterruptedException {
      throw new UnsupportedOperationException();
    }

    @Override
    default int receive() throws InterruptedException {
      throw new UnsupportedOperationException();
    }

    @Override
    default void answer() throws InterruptedException {
      throw new UnsupportedOperationException();
    }
  }

  private record Sending(Push socket) implements WeftEnd {
    @Override
    public void send(int size) throws InterruptedException {
      socket.send(Message.wrap(new byte[size]));
    }
  }

  private record Receiving(Pull socket) implements WeftEnd {
    @Override
    public int receive() throws InterruptedException {
      return size(socket.receive());
    }
  }

  private record Both(Socket socket, Sender sender, Receiver<Message> receiver) implements WeftEnd {
    @Override
    public void send(int size) throws InterruptedException {
      sender.send(Message.wrap(new byte[size]));
    }

    @Override
    public int receive() throws InterruptedException {
      return size(receiver.receive());
    }

    @Override
    public void answer() throws InterruptedException {
      sender.send(receiver.receive());
    }
  }

  private record Replying(Rep socket) implements WeftEnd {
    @Override
    public void answer() throws InterruptedException {
      var exchange = socket.receive();
      exchange.reply(exchange.request());
    }
  }
}
