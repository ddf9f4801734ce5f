package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.Sender;
import org.weftmq.SocketType;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.Upstream;
import org.weftmq.pattern.pubsub.XPub;
import org.weftmq.pattern.pubsub.XSub;

/** What a publisher and a subscriber, one of them Weft's, say to each other (29/PUBSUB). */
final class Topics {
  /** Fewer than a high-water mark, of which half may not have been given back: none is dropped. */
  private static final int NUMBERS = 200;

  private static final Duration A_MOMENT = Duration.ofMillis(20);
  private static final Frame SYNC = Frame.of("sync");

  /**
   * As ordinary and as odd as they come: with the name of the command, and with the byte of older
   * peers, some of them are just what a short frame holds (37/ZMTP), and the next ones are not.
   */
  private static final List<Frame> TOPICS =
      Stream.concat(
              Stream.of(Frame.of("topic"), bytes(0), bytes(1), bytes(0, 1, 255, 10)),
              IntStream.of(244, 245, 246, 248, 249, 254, 255, 256, 257)
                  .mapToObj(size -> Frame.of("size " + size + "/".repeat(size - 5 - digits(size)))))
          .toList();

  /** The longest that Weft admits; too long for JeroMQ, whose tries are searched recursively. */
  private static final Frame LONGEST = Frame.of("longest".repeat(586).substring(0, 4096));

  /** Nothing that any of the topics is a prefix of, though nearly. */
  private static final List<Frame> UNWANTED =
      List.of(Frame.of("topi"), Frame.of("Topic"), Frame.of("xtopic"), bytes(2), Frame.empty());

  private static int digits(int number) {
    return String.valueOf(number).length();
  }

  private static Frame bytes(int... bytes) {
    var all = ByteBuffer.allocate(bytes.length);
    IntStream.of(bytes).forEach(b -> all.put((byte) b));
    return Frame.wrap(all.array());
  }

  private final Cell cell;
  private final ForeignPeer peer;
  private final List<Frame> topics = new ArrayList<>(TOPICS);
  private int unwanted;

  private Topics(Cell cell, ForeignPeer peer) {
    this.cell = cell;
    this.peer = peer;
    if (cell.library() != Library.JEROMQ) {
      topics.add(LONGEST);
    }
    if (cell.library() == Library.LIBZMQ && cell.foreign() == SocketType.SUB) {
      // Up to 4.3.4 it writes a long frame with the flags of a short one then; 4.3.5 does not.
      topics.removeIf(topic -> topic.size() > 245 && topic.size() < 256);
    }
  }

  /**
   * Joins a socket of each side at {@code endpoint}, and has one talk and the other listen.
   *
   * @throws Joining.NotJoined if they are not joined within {@code patience}
   */
  static void hold(Cell cell, ForeignPeer.Maker maker, String endpoint, Duration patience)
      throws Exception {
    try (var context = Context.open();
        var peer = maker.open(cell.foreign().name())) {
      var topics = new Topics(cell, peer);
      switch (cell.weft()) {
        case PUB -> {
          try (var pub = Pub.open(context)) {
            Joining.join(cell, pub, peer, endpoint, patience);
            topics.publish(pub, pub::topics);
          }
        }
        case XPUB -> {
          try (var xpub = XPub.open(context)) {
            Joining.join(cell, xpub, peer, endpoint, patience);
            topics.publish(xpub, xpub::topics);
          }
        }
        case SUB -> {
          try (var sub = Sub.open(context)) {
            Joining.join(cell, sub, peer, endpoint, patience);
            topics.subscribe(new Subscriber(sub::subscribe, sub::unsubscribe, sub::receive));
          }
        }
        case XSUB -> {
          try (var xsub = XSub.open(context)) {
            Joining.join(cell, xsub, peer, endpoint, patience);
            topics.subscribe(new Subscriber(xsub::subscribe, xsub::unsubscribe, xsub::receive));
            topics.talkBack(xsub);
          }
        }
        default -> throw new IllegalArgumentException(cell.toString());
      }
    }
  }

  // ---- Weft publishes

  private void publish(Sender weft, IntSupplier count) throws Exception {
    for (var topic : topics) {
      request(true, topic);
      peer.lookUntil(() -> count.getAsInt() == topics.indexOf(topic) + 1);
      isTold(weft, new Upstream.Subscribed(topic));
    }
    for (var message : messages()) {
      weft.send(message.skip(1).prepend(unwanted()));
      weft.send(message);
      assertThat(peer.receive()).isEqualTo(message);
    }
    Aside.during(
        () -> peer.drain(0, NUMBERS),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            weft.send(ForeignPeer.numbered(List.of(topics.getFirst()), i));
          }
        });
    for (var topic : topics) {
      request(false, topic);
      peer.lookUntil(() -> count.getAsInt() == topics.size() - topics.indexOf(topic) - 1);
      isTold(weft, new Upstream.Unsubscribed(topic));
      weft.send(Message.of(topic));
    }
    request(true, Frame.empty());
    peer.lookUntil(() -> count.getAsInt() == 1);
    weft.send(Message.of("everything"));
    assertThat(peer.receive()).isEqualTo(Message.of("everything"));
    if (cell.foreign() == SocketType.XSUB && weft instanceof XPub xpub) {
      isTold(xpub, new Upstream.Subscribed(Frame.empty()));
      peer.send(Message.of("thank", "you"));
      isTold(xpub, new Upstream.Received(Message.of("thank", "you")));
    }
  }

  /** An XSUB says it by a message. */
  private void request(boolean wanted, Frame topic) {
    if (cell.foreign() == SocketType.XSUB) {
      peer.send(Message.of(oldStyle(wanted, topic)));
    } else if (wanted) {
      peer.subscribe(topic);
    } else {
      peer.unsubscribe(topic);
    }
  }

  private static Frame oldStyle(boolean wanted, Frame topic) {
    var bytes = ByteBuffer.allocate(1 + topic.size()).put((byte) (wanted ? 1 : 0));
    topic.copyTo(bytes);
    return Frame.wrap(bytes.array());
  }

  private static void isTold(Sender weft, Upstream event) throws InterruptedException {
    if (weft instanceof XPub xpub) {
      assertThat(xpub.receive(PATIENCE)).contains(event);
    }
  }

  private List<Message> messages() {
    var all = new ArrayList<Message>();
    for (var topic : topics) {
      all.add(Message.of(topic).append(Frame.of("exactly")));
      all.add(Message.of(longer(topic)).append(Frame.of("a longer one")));
    }
    Samples.ALL.forEach(body -> all.add(body.prepend(topics.getFirst())));
    return all;
  }

  /** One after the other, behind the last the first again. */
  private Frame unwanted() {
    return UNWANTED.get(unwanted++ % UNWANTED.size());
  }

  private static Frame longer(Frame topic) {
    var bytes = ByteBuffer.allocate(topic.size() + 1);
    topic.copyTo(bytes);
    return Frame.wrap(bytes.array());
  }

  // ---- Weft subscribes

  private interface Change {
    Object to(Frame topic);
  }

  private interface Reception {
    Optional<Message> within(Duration time) throws InterruptedException;
  }

  private record Subscriber(Change subscribe, Change unsubscribe, Reception receive) {}

  private void subscribe(Subscriber weft) throws Exception {
    for (var topic : topics) {
      weft.subscribe.to(topic);
      peerIsTold(true, topic);
    }
    weft.subscribe.to(SYNC);
    peerIsTold(true, SYNC);
    awaitSubscription(weft);
    for (var message : messages()) {
      peer.send(message.skip(1).prepend(unwanted()));
      peer.send(message);
      assertThat(weft.receive.within(PATIENCE)).contains(message);
    }
    Aside.during(
        () -> peer.stream(NUMBERS, List.of(topics.getFirst())),
        () -> {
          for (var i = 0; i < NUMBERS; i++) {
            assertThat(weft.receive.within(PATIENCE).map(ForeignPeer::last))
                .contains(ForeignPeer.number(i));
          }
        });
    for (var topic : topics) {
      weft.unsubscribe.to(topic);
      peerIsTold(false, topic);
    }
    // An XSUB does not look at what comes, and a PUB does not tell when it has been told.
    if (cell.weft() == SocketType.SUB || cell.foreign() == SocketType.XPUB) {
      topics.forEach(topic -> peer.send(Message.of(topic)));
    }
    peer.send(Message.of(SYNC));
    assertThat(weft.receive.within(PATIENCE)).contains(Message.of(SYNC));
    weft.subscribe.to(Frame.empty());
    peerIsTold(true, Frame.empty());
    if (cell.foreign() == SocketType.XPUB) {
      peer.send(Message.of("everything"));
      assertThat(weft.receive.within(PATIENCE)).contains(Message.of("everything"));
    }
  }

  private void peerIsTold(boolean wanted, Frame topic) {
    if (cell.foreign() == SocketType.XPUB) {
      assertThat(peer.receive()).isEqualTo(Message.of(oldStyle(wanted, topic)));
    }
  }

  /** A foreign PUB does not tell who has subscribed: it is heard, or it is not. */
  private void awaitSubscription(Subscriber weft) throws InterruptedException {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(
            () -> {
              peer.send(Message.of(SYNC));
              return weft.receive.within(A_MOMENT).isPresent();
            });
    peer.send(Message.of(SYNC).append(Frame.of("now")));
    while (weft.receive.within(PATIENCE).orElseThrow().size() == 1) {
      continue;
    }
  }

  private void talkBack(XSub weft) throws InterruptedException {
    weft.send(Message.of("thank", "you"));
    if (cell.foreign() == SocketType.XPUB) {
      assertThat(peer.receive()).isEqualTo(Message.of("thank", "you"));
    }
  }
}
