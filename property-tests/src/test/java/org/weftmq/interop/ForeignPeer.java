package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;

/**
 * A socket of another implementation of ZeroMQ. Every call gives up, with an error, after {@link
 * #PATIENCE}; one thread at a time uses it.
 */
interface ForeignPeer extends AutoCloseable {
  /** How long anything may take that is expected to happen. */
  Duration PATIENCE = Duration.ofSeconds(10);

  /** Opens sockets of one implementation. */
  interface Maker {
    /** A socket of the type of that name. */
    ForeignPeer open(String type);
  }

  /** The name by which ROUTER peers are to know it, from the next bind or connect on. */
  void routingId(RoutingId id);

  /** Binds; gives the endpoint back as it came to be. */
  String bind(String endpoint);

  /** Connects, in the background. */
  void connect(String endpoint);

  /** Connects a PEER; gives back the number by which it knows the other. */
  default int connectPeer(String endpoint) {
    throw new AssertionError("nothing is known of a PEER here that would connect " + endpoint);
  }

  /** Subscribes to the topics that begin with {@code prefix}; for a SUB. */
  void subscribe(Frame prefix);

  /** Takes one subscription back; for a SUB. */
  void unsubscribe(Frame prefix);

  /** Joins a group; for a DISH. */
  void join(String group);

  /** Leaves a group; for a DISH. */
  void leave(String group);

  /** Sends a message. */
  void send(Message message);

  /** Receives a message, if one comes in time. */
  Optional<Message> receive(Duration time);

  /** Receives a message. */
  default Message receive() {
    return receive(PATIENCE).orElseThrow(() -> new AssertionError("the peer received nothing"));
  }

  /**
   * Lets it see who has come and gone, before there is anything to receive: libzmq looks only while
   * the socket is used.
   */
  default void look() {
    assertThat(receive(Duration.ofMillis(1))).isEmpty();
  }

  /** Lets it {@link #look} until something has become true of the socket at the other end. */
  default void lookUntil(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              look();
              return condition.call();
            });
  }

  /** Sends {@code count} messages, each the prefix and a number, counted from 0. */
  default void stream(int count, List<Frame> prefix) {
    for (var i = 0; i < count; i++) {
      send(numbered(prefix, i));
    }
  }

  /** Receives {@code count} messages, which must end with the numbers from {@code first} on. */
  default void drain(int first, int count) {
    for (var i = first; i < first + count; i++) {
      assertThat(last(receive())).isEqualTo(number(i));
    }
  }

  /** Receives {@code count} messages, and sends each one back. */
  default void echo(int count) {
    for (var i = 0; i < count; i++) {
      send(receive());
    }
  }

  /** Sends {@code count} numbered messages, each after the one before it has come back. */
  default void ask(int count, List<Frame> prefix) {
    for (var i = 0; i < count; i++) {
      send(numbered(prefix, i));
      assertThat(last(receive())).isEqualTo(number(i));
    }
  }

  @Override
  void close();

  /** A number as a frame. */
  static Frame number(int number) {
    return Frame.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  /** The prefix, and a number behind it. */
  static Message numbered(List<Frame> prefix, int number) {
    var body = number(number);
    return prefix.isEmpty() ? Message.of(body) : Message.of(prefix).append(body);
  }

  /** The frame that carries the number. */
  static Frame last(Message message) {
    return message.frame(message.size() - 1);
  }
}
