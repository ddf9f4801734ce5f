package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.spi.Control;
import org.weftmq.spi.PeerRefused;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Outgoing;
import org.weftmq.test.Talker;

/**
 * A socket of any type among its peers, in a world in which nothing happens by itself: the table
 * that the properties of all types are checked at.
 */
final class Company implements AutoCloseable {
  /** What the peers are. */
  enum Kind {
    /** Bare pipes in the test's hands. */
    PIPES,
    /** Other sockets, over inproc. */
    SOCKETS
  }

  /** Up to how many messages the socket queues for a peer by itself. */
  static final int MARK = 2;

  /** How many more fit into the queue on the peer's part. */
  static final int PEERS_MARK = 1;

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** One of those the socket talks to. */
  interface Other {
    /** Says a word to the socket; false if there is no room for it now. */
    boolean says(String word);

    /** The next word it was told, if there is one. */
    Optional<String> hears();

    /** Is there no longer. */
    void leaves();
  }

  private final StillContext still = new StillContext();
  private final Kind kind;
  private final String name = "company-" + NUMBERS.incrementAndGet();
  private final Talker subject;
  private final List<Other> others = new ArrayList<>();
  private final Map<Integer, Optional<Message>> envelopes = new HashMap<>();

  private Company(SocketType type, Kind kind) {
    this.kind = kind;
    this.subject = Talker.of(still.context(), type);
    subject.socket().set(SocketOptions.SEND_HIGH_WATER_MARK, MARK);
    subject.bind((kind == Kind.PIPES ? "raw://" : "inproc://") + name);
  }

  /** The types whose row says so. */
  static Arbitrary<SocketType> types(Predicate<Characteristics> which) {
    var types =
        new Sockets()
            .types().stream()
                .map(Characteristics::of)
                .filter(row -> !row.peers().isEmpty())
                .filter(which)
                .map(Characteristics::type)
                .sorted()
                .toList();
    return Arbitraries.of(types);
  }

  /** A socket of that type with so many peers, who know one another as far as they have to. */
  static Company of(SocketType type, Kind kind, int peers) {
    var company = new Company(type, kind);
    for (var i = 0; i < peers; i++) {
      company.joins();
    }
    company.introduce();
    return company;
  }

  Talker subject() {
    return subject;
  }

  SocketType type() {
    return subject.type();
  }

  Other other(int who) {
    return others.get(who);
  }

  List<Other> others() {
    return others;
  }

  /** The socket says a word; to {@code who} if it has to be told. */
  boolean says(String word, int who) {
    return (isAddressed() ? subject.turnTo(envelopes.get(who)) : subject).trySay(word);
  }

  /** What the socket has heard just now was of {@code who}, whom it can answer from now on. */
  void knows(int who) {
    envelopes.put(who, subject.envelope());
  }

  /** One more peer comes. */
  Other joins() {
    var other = kind == Kind.PIPES ? pipe() : socket();
    others.add(other);
    return other;
  }

  /** All that a peer was told and has not heard yet. */
  static List<String> allThatHears(Other other) {
    var words = new ArrayList<String>();
    for (var word = other.hears(); word.isPresent(); word = other.hears()) {
      words.add(word.get());
    }
    return words;
  }

  boolean isAddressed() {
    return Characteristics.of(type()).outgoing() == Outgoing.ADDRESSED;
  }

  /** Those who know one another by what was said only have to say something first. */
  private void introduce() {
    if (isAddressed()) {
      for (var other : others) {
        assertThat(other.says("hello")).isTrue();
        assertThat(subject.tryHear()).contains("hello");
        knows(others.indexOf(other));
      }
    }
    if (type() == SocketType.CLIENT && kind == Kind.SOCKETS) { // with a SERVER
      for (var other : others) {
        assertThat(subject.trySay("hello")).isTrue();
        assertThat(allThatHears(other)).containsExactly("hello");
      }
    }
  }

  // ---- peers

  private Other socket() {
    var talker = Talker.of(still.context(), peersType());
    talker.socket().set(SocketOptions.RECEIVE_HIGH_WATER_MARK, PEERS_MARK);
    talker.connect(subject);
    return new Other() {
      @Override
      public boolean says(String word) {
        return talker.trySay(word);
      }

      @Override
      public Optional<String> hears() {
        return talker.tryHear();
      }

      @Override
      public void leaves() {
        still.leave(talker.socket());
      }
    };
  }

  /** Of the types that would do, one that need not be told whom it talks to, if there is one. */
  private SocketType peersType() {
    return switch (type()) {
      case REP, DEALER, ROUTER -> SocketType.DEALER;
      case REQ -> SocketType.REP;
      case PUB -> SocketType.SUB;
      case SUB -> SocketType.PUB;
      case XPUB -> SocketType.XSUB;
      case XSUB -> SocketType.XPUB;
      default -> Characteristics.of(type()).peers().iterator().next();
    };
  }

  private Other pipe() {
    try {
      var peer = RawTransport.peerOf(name, peersType());
      peer.pipe().marks(1000, PEERS_MARK);
      switch (type()) {
        case PUB, XPUB -> peer.pipe().offer(new Control.Subscribe(Frame.empty()));
        case RADIO -> peer.pipe().offer(new Control.Join(Frame.of(Talker.GROUP)));
        default -> {}
      }
      peer.deliver();
      return new Piped(peer, type());
    } catch (PeerRefused e) {
      throw new AssertionError(e);
    }
  }

  private record Piped(RawPeer peer, SocketType to) implements Other {
    @Override
    public boolean says(String word) {
      var message =
          switch (to) {
            case REQ, REP -> Message.of("", word);
            case DISH -> Message.of(Talker.GROUP, word);
            default -> Message.of(word);
          };
      var said = peer.pipe().offer(message);
      peer.deliver();
      return said;
    }

    @Override
    public Optional<String> hears() {
      for (var item = peer.pipe().poll(); item != null; item = peer.pipe().poll()) {
        peer.deliver();
        if (item instanceof Message message) {
          return Optional.of(message.frames().getLast().text());
        }
      }
      peer.pipe().armReadable(); // as a socket does: that is a sign to a sender, too
      peer.deliver();
      return Optional.empty();
    }

    @Override
    public void leaves() {
      peer.pipe().close();
      peer.deliver();
    }
  }

  @Override
  public void close() {
    still.close();
  }
}
