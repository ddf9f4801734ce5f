package org.weftmq.test;

import java.time.Duration;
import java.util.Optional;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.Socket;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.p2p.Peer;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.radiodish.Dish;

/**
 * What a {@link Talker} speaks and hears with: plain messages, whatever the type of its socket
 * sends and receives.
 */
record Voice(Socket socket, Mouth mouth, Ear ear) {
  interface Mouth {
    void send(Message message) throws InterruptedException;

    boolean trySend(Message message);
  }

  interface Ear {
    Optional<Message> receive(Duration timeout) throws InterruptedException;

    Optional<Message> tryReceive();
  }

  private record Plain(Duplex socket) implements Mouth, Ear {
    @Override
    public void send(Message message) throws InterruptedException {
      socket.send(message);
    }

    @Override
    public boolean trySend(Message message) {
      return socket.trySend(message);
    }

    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
      return socket.receive(timeout);
    }

    @Override
    public Optional<Message> tryReceive() {
      return socket.tryReceive();
    }
  }

  /** A PEER whose endpoints give ids, which the plain view has not. */
  private record ToPeers(Peer peer) implements Mouth, Ear {
    @Override
    public void send(Message message) {
      peer.send(RoutingId.of(message.first()), message.skip(1));
    }

    @Override
    public boolean trySend(Message message) {
      return peer.trySend(RoutingId.of(message.first()), message.skip(1));
    }

    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
      return peer.receive(timeout).map(ToPeers::plain);
    }

    @Override
    public Optional<Message> tryReceive() {
      return peer.tryReceive().map(ToPeers::plain);
    }

    private static Message plain(Routed routed) {
      return routed.body().prepend(routed.id().frame());
    }
  }

  private record ToSubscriber(Sub sub) implements Ear {
    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
      return sub.receive(timeout);
    }

    @Override
    public Optional<Message> tryReceive() {
      return sub.tryReceive();
    }
  }

  private record ToMember(Dish dish) implements Ear {
    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException {
      return dish.receive(timeout).map(m -> Message.of(m.body()));
    }

    @Override
    public Optional<Message> tryReceive() {
      return dish.tryReceive().map(m -> Message.of(m.body()));
    }
  }

  private record Mute(Socket socket) implements Mouth {
    @Override
    public void send(Message message) {
      throw new AssertionError("a " + socket.type() + " only listens");
    }

    @Override
    public boolean trySend(Message message) {
      throw new AssertionError("a " + socket.type() + " only listens");
    }
  }

  /** Of a new socket of that type, which takes everything that peers would tell somebody. */
  static Voice of(Context context, SocketType type) {
    return switch (type) {
      case SUB -> {
        var sub = Sub.open(context).subscribe("");
        yield new Voice(sub, new Mute(sub), new ToSubscriber(sub));
      }
      case DISH -> {
        var dish = Dish.open(context).join(Talker.GROUP);
        yield new Voice(dish, new Mute(dish), new ToMember(dish));
      }
      case PEER -> {
        var peer = new ToPeers(Peer.open(context));
        yield new Voice(peer.peer, peer, peer);
      }
      default -> {
        var plain = Sockets.open(context, type);
        if (type == SocketType.XSUB) {
          plain.trySend(Message.wrap(new byte[] {1})); // 29/PUBSUB: subscribe to everything
        }
        yield of(plain);
      }
    };
  }

  /** Of a socket of plain messages. */
  static Voice of(Duplex socket) {
    var plain = new Plain(socket);
    return new Voice(socket, plain, plain);
  }
}
