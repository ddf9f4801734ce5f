package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.PeerFullException;
import org.weftmq.SocketOptions;
import org.weftmq.SocketStats;
import org.weftmq.WrongStateException;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Characteristics.Outgoing;
import org.weftmq.test.ManualEnvironment;
import org.weftmq.test.Talker;

/**
 * A socket and its peers in a world in which nothing happens by itself: each call does all that
 * follows from it before it returns.
 */
final class Stage implements AutoCloseable {
  private static final int SUBJECTS_MARK = 2;
  private static final int PEERS_MARK = 1;

  /** How many messages of the subject fit in between. */
  static final int ROOM = SUBJECTS_MARK + PEERS_MARK;

  private static final int UNLIMITED = 0;
  private static final int MOST_PEERS = 4;
  private static final String SUBJECT = "inproc://subject";

  /** A peer, and what has to be in front of what is said to it. */
  private record Guest(Talker talker, Optional<Message> envelope) {}

  private final SocketTypeContract contract;
  private final ManualEnvironment environment = new ManualEnvironment();
  private final Context context = Context.open(environment);
  private final Talker subject;
  private final List<Guest> guests = new ArrayList<>();

  Stage(SocketTypeContract contract, int peers) {
    this.contract = contract;
    subject = contract.subject(context);
    subject.socket().set(SocketOptions.SEND_HIGH_WATER_MARK, SUBJECTS_MARK);
    subject.socket().set(SocketOptions.RECEIVE_HIGH_WATER_MARK, UNLIMITED);
    subject.bind(SUBJECT);
    for (var i = 0; i < peers; i++) {
      joins();
    }
  }

  Talker subject() {
    return subject;
  }

  SocketStats stats() {
    return subject.socket().stats();
  }

  Characteristics row() {
    return Characteristics.of(subject.type());
  }

  Characteristics peersRow() {
    return Characteristics.of(guests.getFirst().talker.type());
  }

  /** Whether either side has to wait for the other before it goes on. */
  boolean isInTurns() {
    return isInTurns(row()) || isInTurns(peersRow());
  }

  private static boolean isInTurns(Characteristics row) {
    return row.order() == Order.ASKS || row.order() == Order.ANSWERS;
  }

  /** One more peer; those who know one another by what was said only have to say something. */
  private void joins() {
    var peer = contract.peer(context);
    peer.socket().set(SocketOptions.RECEIVE_HIGH_WATER_MARK, PEERS_MARK);
    peer.socket().set(SocketOptions.SEND_HIGH_WATER_MARK, UNLIMITED);
    settled(() -> peer.connect(subject));
    var hello = Message.of("hello");
    var envelope = Optional.<Message>empty();
    if (row().outgoing() == Outgoing.ADDRESSED) {
      assertThat(settled(() -> peer.trySay(hello))).isTrue();
      assertThat(settled(() -> subject.tryHear(1))).contains(hello);
      envelope = subject.envelope();
    }
    guests.add(new Guest(peer, envelope));
  }

  /** Lets those who may only answer be spoken to once. */
  void introduce() {
    var first = guests.getFirst().talker;
    if (!isInTurns() && !first.begins(subject)) {
      assertThat(subjectSays(word(0))).isTrue();
      assertThat(allThatPeerHears()).containsExactly(word(0));
    }
  }

  /** The word with this number, which is like no other. */
  Message word(int number) {
    return Message.of(
        IntStream.range(0, contract.frames())
            .mapToObj(part -> Frame.of("word " + number + "." + part))
            .toList());
  }

  /** The first so many. */
  List<Message> words(int count) {
    return IntStream.range(0, count).mapToObj(this::word).toList();
  }

  boolean subjectSays(Message word) {
    return subjectSays(word, guests.isEmpty() ? Optional.empty() : Optional.of(guests.getFirst()));
  }

  private boolean subjectSays(Message word, Optional<Guest> to) {
    if (row().outgoing() == Outgoing.ADDRESSED) {
      subject.turnTo(to.flatMap(Guest::envelope));
    }
    return settled(() -> subject.trySay(word));
  }

  Optional<Message> subjectHears() {
    return settled(() -> subject.tryHear(contract.frames()));
  }

  boolean peerSays(Message word) {
    return settled(() -> guests.getFirst().talker.trySay(word));
  }

  Optional<Message> peerHears() {
    return peerHears(guests.getFirst());
  }

  private Optional<Message> peerHears(Guest guest) {
    return settled(() -> guest.talker.tryHear(contract.frames()));
  }

  List<Message> allThatPeerHears() {
    return all(this::peerHears);
  }

  List<Message> allThatSubjectHears() {
    return all(this::subjectHears);
  }

  private static List<Message> all(Supplier<Optional<Message>> next) {
    var all = new ArrayList<Message>();
    for (var word = next.get(); word.isPresent(); word = next.get()) {
      all.add(word.get());
    }
    return all;
  }

  /** Anything that can be done here; what is refused by name is as good as what is not. */
  void anything(SplittableRandom random, int number) {
    var guest =
        guests.isEmpty()
            ? Optional.<Guest>empty()
            : Optional.of(guests.get(random.nextInt(guests.size())));
    try {
      switch (random.nextInt(12)) {
        case 0 -> {
          if (guests.size() < MOST_PEERS && row().outgoing() != Outgoing.ADDRESSED) {
            joins();
          }
        }
        case 1 -> guest.ifPresent(this::leaves);
        case 2, 3, 4, 5, 6 -> {
          if (row().sends()) {
            subjectSays(word(number), guest);
          }
        }
        case 7, 8 -> {
          if (guest.isPresent() && peersRow().sends()) {
            settled(() -> guest.get().talker.trySay(word(number)));
          }
        }
        case 9 -> {
          if (row().receives()) {
            subjectHears();
          }
        }
        default -> {
          if (guest.isPresent() && peersRow().receives()) {
            peerHears(guest.get());
          }
        }
      }
    } catch (WrongStateException | NoRouteException | PeerFullException e) {
      return; // as documented
    }
  }

  private void leaves(Guest guest) {
    guests.remove(guest);
    settled(() -> guest.talker.socket().close(Duration.ZERO));
  }

  private <T> T settled(Supplier<T> deed) {
    try {
      return deed.get();
    } finally {
      environment.runAll();
    }
  }

  @Override
  public void close() {
    context.close();
    environment.runAll();
  }
}
