package org.weftmq.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.Socket;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.p2p.Peer;

/**
 * A socket of any type, and how one says a word through it: as the last frame of a message. A type
 * that is to have one needs a line in {@link Voice} only if its words do not travel by themselves.
 *
 * <p>For one thread.
 */
public final class Talker implements AutoCloseable {
  /** The group in which RADIO and DISH talk. */
  public static final String GROUP = "group";

  private static final AtomicInteger BOUND = new AtomicInteger();

  private final Socket socket;
  private final Voice voice;

  // what has to be in front of a word, if the socket has to be told whom it is for
  private Optional<Message> envelope = Optional.empty();

  private Talker(Voice voice) {
    this.socket = voice.socket();
    this.voice = voice;
  }

  /** A new socket of that type, which takes everything that peers would tell somebody. */
  public static Talker of(Context context, SocketType type) {
    return new Talker(Voice.of(context, type));
  }

  /**
   * Around a socket of plain messages, such as {@code Sockets.plain} makes of one of a new type.
   */
  public static Talker of(Duplex socket) {
    return new Talker(Voice.of(socket));
  }

  /** The socket. */
  public Socket socket() {
    return socket;
  }

  /** Its type. */
  public SocketType type() {
    return socket.type();
  }

  /** Binds it to {@code endpoint}. */
  public Talker bind(String endpoint) {
    socket
        .set(SocketOptions.ROUTING_ID, RoutingId.of("bound " + BOUND.incrementAndGet()))
        .bind(endpoint);
    return this;
  }

  /** Connects it to another that is bound, once: what is refused is not tried again. */
  public Talker connect(Talker other) {
    socket.set(SocketOptions.RECONNECT, false);
    if (socket instanceof Peer peer) {
      envelope = Optional.of(Message.of(peer.connectPeer(other.socket.endpoint()).frame()));
    } else {
      socket.connect(other.socket.endpoint());
      if (type() == SocketType.ROUTER) {
        envelope = Optional.of(Message.of(other.socket.get(SocketOptions.ROUTING_ID).frame()));
      }
    }
    return this;
  }

  /** Whether it may say something to {@code other} before it has heard from it. */
  public boolean begins(Talker other) {
    return switch (type()) {
      case PAIR, CHANNEL, REQ, DEALER, PUSH, SCATTER, CLIENT, PUB, XPUB, RADIO -> true;
      case ROUTER, PEER -> envelope.isPresent() && other.type() == type();
      default -> false;
    };
  }

  /** Says it to everybody, or to whom it heard last; blocks while nobody can take it. */
  public void say(String word) throws InterruptedException {
    voice.mouth().send(message(word));
  }

  /** Says it to everybody, or to whom it heard last, if somebody can take it now. */
  public boolean trySay(String word) {
    return voice.mouth().trySend(message(word));
  }

  /** Says a word of several frames to everybody, or to whom it heard last, if it can go now. */
  public boolean trySay(Message word) {
    return voice.mouth().trySend(message(word));
  }

  private Message message(String word) {
    return message(Message.of(word));
  }

  private Message message(Message word) {
    return switch (type()) {
      case ROUTER, SERVER, PEER -> joined(envelope.orElse(Message.of("nobody")), word);
      case DEALER -> joined(envelope.orElse(Message.of("")), word); // for the sake of a REP
      case RADIO -> word.prepend(Frame.of(GROUP));
      default -> word;
    };
  }

  private static Message joined(Message front, Message back) {
    var frames = new ArrayList<>(front.frames());
    frames.addAll(back.frames());
    return Message.of(frames);
  }

  /** Whom it would talk to, if it has to be told. */
  public Optional<Message> envelope() {
    return envelope;
  }

  /** From now on it talks to the one from whom it once heard what had this in front. */
  public Talker turnTo(Optional<Message> newEnvelope) {
    envelope = newEnvelope;
    return this;
  }

  /** Whether it hears {@code word} in time; passes over everything else. */
  public boolean hears(String word, Duration time) throws InterruptedException {
    var ear = voice.ear();
    for (var message = ear.receive(time); message.isPresent(); message = ear.receive(time)) {
      if (word(message.get()).equals(Optional.of(word))) {
        return true;
      }
    }
    return false;
  }

  /** The next word, if there is one now. */
  public Optional<String> tryHear() {
    var ear = voice.ear();
    for (var message = ear.tryReceive(); message.isPresent(); message = ear.tryReceive()) {
      var word = word(message.get());
      if (word.isPresent()) {
        return word;
      }
    }
    return Optional.empty();
  }

  /** The next word of so many frames, if there is one now. */
  public Optional<Message> tryHear(int frames) {
    var ear = voice.ear();
    for (var message = ear.tryReceive(); message.isPresent(); message = ear.tryReceive()) {
      var all = message.get().frames();
      if (!isNews(message.get())) {
        var split = Math.max(0, all.size() - frames);
        envelope = Optional.of(all.subList(0, split)).filter(f -> !f.isEmpty()).map(Message::of);
        return Optional.of(Message.of(all.subList(split, all.size())));
      }
    }
    return Optional.empty();
  }

  private boolean isNews(Message message) {
    var last = message.frames().getLast();
    return type() == SocketType.XPUB && !last.isEmpty() && last.byteAt(0) <= 1;
  }

  /** The word in a message; none if it is a subscription that an XPUB tells of. */
  private Optional<String> word(Message message) {
    var frames = message.frames();
    if (isNews(message)) {
      return Optional.empty();
    }
    envelope =
        Optional.of(frames.subList(0, frames.size() - 1))
            .filter(inFront -> !inFront.isEmpty())
            .map(Message::of);
    return Optional.of(frames.getLast().text());
  }

  @Override
  public void close() {
    socket.close(Duration.ZERO);
  }
}
