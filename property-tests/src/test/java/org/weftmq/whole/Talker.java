package org.weftmq.whole;

import java.time.Duration;
import java.util.Optional;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.Socket;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.p2p.Peer;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.radiodish.Dish;

/** A socket of any type, and how one says a word through it: as the last frame of a message. */
final class Talker implements AutoCloseable {
  private static final String GROUP = "group";

  private interface Mouth {
    void send(Message message) throws InterruptedException;
  }

  private interface Ear {
    Optional<Message> receive(Duration timeout) throws InterruptedException;
  }

  private final Socket socket;
  private final Mouth mouth;
  private final Ear ear;

  // what has to be in front of a word, if the socket has to be told whom it is for
  private Optional<Message> envelope = Optional.empty();

  private Talker(Socket socket, Mouth mouth, Ear ear) {
    this.socket = socket;
    this.mouth = mouth;
    this.ear = ear;
  }

  private Talker(Duplex socket) {
    this(socket, socket::send, socket::receive);
  }

  private Talker(Sub sub) {
    this(sub, Talker::cannot, sub::receive);
  }

  private Talker(Dish dish) {
    this(dish, Talker::cannot, time -> dish.receive(time).map(m -> Message.of(m.body())));
  }

  private Talker(Peer peer) {
    this(
        peer,
        m -> peer.send(RoutingId.of(m.first()), m.skip(1)),
        time -> peer.receive(time).map(Talker::flat));
  }

  private static void cannot(Message message) {
    throw new AssertionError("it only listens");
  }

  private static Message flat(Routed routed) {
    return routed.body().prepend(routed.id().frame());
  }

  /** A new socket of that type, which takes everything that peers would tell somebody. */
  static Talker of(Context context, SocketType type) throws InterruptedException {
    var talker =
        switch (type) {
          case SUB -> new Talker(Sub.open(context).subscribe(""));
          case DISH -> new Talker(Dish.open(context).join(GROUP));
          case PEER -> new Talker(Peer.open(context));
          default -> new Talker(Sockets.open(context, type));
        };
    if (type == SocketType.XSUB) {
      talker.mouth.send(Message.wrap(new byte[] {1})); // 29/PUBSUB: subscribe to everything
    }
    return talker;
  }

  Socket socket() {
    return socket;
  }

  SocketType type() {
    return socket.type();
  }

  /** Binds it to {@code endpoint}. */
  Talker bind(String endpoint) {
    socket.set(SocketOptions.ROUTING_ID, RoutingId.of("the one that is bound")).bind(endpoint);
    return this;
  }

  /** Connects it to {@code other}; it will be told once that this cannot be, if so. */
  Talker connect(Talker other) {
    socket
        .set(SocketOptions.ROUTING_ID, RoutingId.of("a " + type() + " that is connected"))
        .set(SocketOptions.RECONNECT, false);
    if (socket instanceof Peer peer) {
      envelope = Optional.of(Message.of(peer.connectPeer(other.socket.endpoint()).frame()));
    } else {
      socket.connect(other.socket.endpoint());
      if (type() == SocketType.ROUTER) {
        envelope = Optional.of(Message.of("the one that is bound"));
      }
    }
    return this;
  }

  /** Whether it may say something to {@code other} before it has heard from it. */
  boolean begins(Talker other) {
    return switch (type()) {
      case PAIR, CHANNEL, REQ, PUSH, SCATTER, CLIENT, PUB, XPUB, RADIO -> true;
      case DEALER -> true;
      case ROUTER, PEER -> envelope.isPresent() && other.type() == type();
      default -> false;
    };
  }

  /** Whether what it says may be lost on those who are not ready. */
  boolean publishes() {
    return type() == SocketType.PUB || type() == SocketType.XPUB || type() == SocketType.RADIO;
  }

  /** Says it to everybody, or to the one that it heard last; blocks while nobody can take it. */
  void say(String word) throws InterruptedException {
    var frame = Frame.of(word);
    mouth.send(
        switch (type()) {
          case ROUTER, SERVER, PEER -> envelope.orElseThrow().append(frame);
          case DEALER -> envelope.orElse(Message.of("")).append(frame); // for the sake of a REP
          case RADIO -> Message.of(GROUP, word);
          default -> Message.of(frame);
        });
  }

  /** Whether it hears {@code word} in time; passes over everything else. */
  boolean hears(String word, Duration time) throws InterruptedException {
    for (; ; ) {
      var message = ear.receive(time);
      if (message.isEmpty()) {
        return false;
      }
      var frames = message.get().frames();
      if (frames.getLast().equals(Frame.of(word))) {
        envelope = frames.size() == 1 ? Optional.empty() : envelopeOf(message.get());
        return true;
      }
    }
  }

  private static Optional<Message> envelopeOf(Message message) {
    return Optional.of(Message.of(message.frames().subList(0, message.size() - 1)));
  }

  @Override
  public void close() {
    socket.close(Duration.ZERO);
  }
}
