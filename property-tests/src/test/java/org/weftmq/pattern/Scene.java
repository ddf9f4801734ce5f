package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Characteristics.Outgoing;
import org.weftmq.test.PipeModel;
import org.weftmq.test.Reached;
import org.weftmq.test.Recording;

/**
 * A socket of any type among bare pipes, and what its row of the RFCs' tables makes of all that is
 * done there: who gets a message, who is heard next, what waits, what is dropped and why.
 */
final class Scene implements AutoCloseable {
  static final int MOST_PEERS = 6;

  /** One of those the socket talks to; the left end of the pipe is the socket's. */
  private static final class Peer {
    private final int number;
    private final Company.Other other;
    private final PipeModel pipe = new PipeModel();
    private boolean known;
    private boolean gone;

    Peer(int number, Company.Other other) {
      this.number = number;
      this.other = other;
    }

    @Override
    public String toString() {
      return "peer " + number;
    }
  }

  // from begin on
  private Characteristics row;
  private Company company;
  private String name;
  private Recording recording;

  private final List<Peer> all = new ArrayList<>();
  private final Deque<Peer> available = new ArrayDeque<>();
  private final Deque<Peer> readable = new ArrayDeque<>();
  private final Deque<Peer> arrivals = new ArrayDeque<>();
  private Optional<Peer> asker = Optional.empty();
  private int mark = Company.MARK;
  private int words;
  private Account account;

  private boolean remarked;

  /** Opens the socket, if that is not done yet; what happens is written down. */
  void begin(SocketType type, Recording newRecording) {
    if (company == null) {
      row = Characteristics.of(type);
      account = new Account(row);
      company = Company.of(type, Company.Kind.PIPES, 0);
      name = type.name();
      recording = newRecording;
    }
  }

  private List<Peer> present() {
    return all.stream().filter(peer -> !peer.gone).toList();
  }

  // ---- what may be done

  boolean mayBeJoined() {
    return present().size() < (row.outgoing() == Outgoing.ONLY_PEER ? 1 : MOST_PEERS);
  }

  boolean hasPeers() {
    return !present().isEmpty();
  }

  boolean maySend() {
    return row.outgoing() != Outgoing.NONE
        && (!company.isAddressed() || all.stream().anyMatch(peer -> peer.known))
        && (row.order() != Order.ANSWERS || asker.isPresent());
  }

  boolean mayReceive() {
    return row.receives() && (row.order() != Order.ANSWERS || asker.isEmpty());
  }

  boolean hears() {
    return row.receives() && hasPeers();
  }

  // ---- what is done

  void join() {
    var peer = new Peer(all.size(), company.joins());
    peer.pipe.left().marks(mark, 1000);
    peer.pipe.right().marks(1000, Company.PEERS_MARK);
    recording.does(peer.toString(), "join");
    all.add(peer);
    available.add(peer);
    readable.add(peer);
    if (company.isAddressed()) { // to be known, it has to say something first
      says(peer);
    }
  }

  void leave(int who) {
    var peer = any(present(), who);
    recording.does(peer.toString(), "leave");
    account.abandons(peer.pipe.left().offered() - peer.pipe.left().written());
    peer.gone = true;
    available.remove(peer);
    peer.other.leaves();
  }

  void say(int who) {
    says(any(present(), who));
  }

  private void says(Peer peer) {
    var word = peer.number + " says " + words++;
    recording.does(peer.toString(), "say " + word);
    assertThat(peer.other.says(word)).isTrue();
    peer.pipe.right().offer(Message.of(word));
    arrivals.add(peer);
    if (!readable.contains(peer)) {
      readable.add(peer);
    }
  }

  void hear(int who) {
    var peer = any(present(), who);
    var before = peer.pipe.left().givenBack();
    var expected = Optional.ofNullable(peer.pipe.right().poll()).map(item -> ((Message) item));
    var heard = peer.other.hears();
    recording.passes(name, peer.toString(), heard.orElse("nothing"));
    assertThat(heard).isEqualTo(expected.map(Message::text));
    if (expected.isEmpty() || peer.pipe.left().givenBack() > before) {
      askAgain(peer);
    }
  }

  /** It will be asked again whether it has room, as something has changed. */
  private void askAgain(Peer peer) {
    if (!available.contains(peer)) {
      available.add(peer);
    }
  }

  /** The mark changes while all is under way. */
  void mark(int newMark) {
    remarked |= mark != newMark;
    mark = newMark;
    recording.does(name, "mark " + mark);
    company.subject().socket().set(SocketOptions.SEND_HIGH_WATER_MARK, mark);
    for (var peer : present()) {
      peer.pipe.left().marks(mark, 1000);
      askAgain(peer);
    }
  }

  void receive() {
    var next = nextReadable();
    recording.does(name, "receive");
    var heard = company.subject().tryHear();
    heard.ifPresent(
        word -> recording.passes(next.map(Peer::toString).orElse("nobody"), name, word));

    var expected = next.map(peer -> ((Message) peer.pipe.left().poll()).text());
    assertThat(heard).isEqualTo(expected);

    if (next.isPresent()) {
      account.receives();
      if (company.isAddressed()) {
        next.get().known = true;
        company.knows(next.get().number);
      }
      if (row.order() == Order.ANSWERS) {
        asker = next;
      }
    }
  }

  private Optional<Peer> nextReadable() {
    return switch (row.incoming()) {
      case FAIR_QUEUED -> {
        var next = firstReadable();
        next.ifPresent(peer -> readable.add(readable.remove()));
        yield next;
      }
      case ONLY_PEER -> firstReadable();
      case FIRST_COME -> Optional.ofNullable(arrivals.poll());
      case NONE, LAST_PEER -> throw new AssertionError(row);
    };
  }

  private Optional<Peer> firstReadable() {
    while (!readable.isEmpty() && !readable.peek().pipe.left().isReadable()) {
      readable.remove(); // until it has something again
    }
    return Optional.ofNullable(readable.peek());
  }

  void send(int who) {
    var word = "word " + words++;
    var message = Message.of(word);
    recording.does(name, "send " + word);
    switch (row.outgoing()) {
      case ROUND_ROBIN, ONLY_PEER -> sends(word, 0, offerToNext(message));
      case FAN_OUT, ALL -> {
        sends(word, 0, true);
        present().forEach(peer -> account.offers(peer.pipe.left().offer(message)));
        if (!hasPeers()) {
          account.dropsForNobody();
        }
      }
      case LAST_PEER -> {
        sends(word, 0, true);
        if (asker.orElseThrow().gone) {
          account.offers(true);
          account.abandons(1);
        } else {
          account.offers(asker.orElseThrow().pipe.left().offer(message));
        }
        asker = Optional.empty();
      }
      case ADDRESSED -> sendTo(any(all.stream().filter(p -> p.known).toList(), who), word);
      case NONE -> throw new AssertionError(row);
    }
    recording.ledger(name, company.subject().socket().stats());
  }

  private void sendTo(Peer peer, String word) {
    if (peer.gone) {
      assertThatThrownBy(() -> company.says(word, peer.number))
          .isInstanceOf(NoRouteException.class);
    } else {
      var goes = peer.pipe.left().offer(Message.of(word));
      sends(word, peer.number, goes);
      account.offers(goes);
    }
  }

  private void sends(String word, int who, boolean expected) {
    assertThat(company.says(word, who)).as("sends " + word).isEqualTo(expected);
  }

  /** One that is full is out of the rotation until it has room. */
  private boolean offerToNext(Message message) {
    while (!available.isEmpty()) {
      var next = available.remove();
      if (next.pipe.left().offer(message)) {
        available.add(next);
        account.offers(true);
        return true;
      }
    }
    if (hasPeers()) {
      account.offers(false);
    }
    return false;
  }

  private static Peer any(List<Peer> peers, int who) {
    return peers.get(who % peers.size());
  }

  // ---- what must hold

  /** The ledger is exact at every moment (DESIGN: nothing is lost without a name). */
  void check() {
    var read = all.stream().mapToLong(peer -> peer.pipe.left().written()).sum();
    account.check(company.subject().socket().stats(), read, present().size());
  }

  void collectWhatWasReached() {
    var sends = row.outgoing() != Outgoing.NONE;
    Reached.collect("three peers at once or the only one", all.size() > 2);
    Reached.collect("a full queue", sends && account.full() > 0);
    Reached.collect("left with unread messages", sends && account.abandoned() > 0);
    Reached.collect(
        "left and heard later", all.stream().anyMatch(p -> p.gone) && account.received() > 0);
    Reached.collect("a mark changed live", remarked);
  }

  @Override
  public void close() {
    company.close();
  }
}
