package org.weftmq.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.weftmq.DropReason;
import org.weftmq.Socket;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketStats;

/**
 * What happened in a run of a test, moment by moment, in lanes: one for each socket, peer or thread
 * that the test names. {@link #chart} draws it.
 *
 * <p>With {@link RecordedTries} a property of jqwik takes one as a parameter, and with {@link
 * RecordedTests} a test of JUnit Jupiter; the chart is printed if it fails.
 *
 * <pre>{@code
 * var recording = new Recording();
 * recording.does("push", "send a");
 * recording.passes("push", "pull", "a");
 * System.out.println(recording.chart());
 * }</pre>
 *
 * <p>Safe to use from any thread; moments of several threads stand in the order in which they came.
 */
public final class Recording {
  /** What kind of moment it was, as its sign in the chart. */
  enum Mark {
    ACT('o'),
    DROP('x'),
    EVENT('!'),
    PASSAGE('>');

    private final char sign;

    Mark(char sign) {
      this.sign = sign;
    }

    char sign() {
      return sign;
    }
  }

  /** One moment; {@code to} is where something went from the lane, if it did. */
  record Moment(String lane, Mark mark, String text, Optional<String> to) {}

  private final ConcurrentLinkedQueue<Moment> moments = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<String, Map<DropReason, Long>> drops = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, SocketEvents> streams = new ConcurrentHashMap<>();

  /** Nothing has happened. */
  public Recording() {}

  /** Somebody did something, or something came of it. */
  public void does(String lane, String what) {
    moments.add(new Moment(lane, Mark.ACT, what, Optional.empty()));
  }

  /** Something went from one lane to another. */
  public void passes(String from, String to, String what) {
    moments.add(new Moment(from, Mark.PASSAGE, what, Optional.of(to)));
  }

  /** Something was dropped. */
  public void drops(String lane, String what) {
    moments.add(new Moment(lane, Mark.DROP, what, Optional.empty()));
  }

  /** Something happened in the background. */
  public void tells(String lane, String what) {
    moments.add(new Moment(lane, Mark.EVENT, what, Optional.empty()));
  }

  /** Notes the drops that have come about in a socket's ledger since it was shown here last. */
  public void ledger(String lane, SocketStats stats) {
    drops.compute(
        lane,
        (name, known) -> {
          var before = known == null ? new EnumMap<DropReason, Long>(DropReason.class) : known;
          new TreeMap<>(stats.dropped())
              .forEach(
                  (reason, count) -> {
                    var more = count - before.getOrDefault(reason, 0L);
                    if (more > 0) {
                      drops(lane, reason + " +" + more);
                    }
                  });
          return stats.dropped().isEmpty() ? before : new EnumMap<>(stats.dropped());
        });
  }

  /** Notes the events of a socket from now on, whenever {@link #events} is called. */
  public void watch(String lane, Socket socket) {
    streams.put(lane, socket.events());
  }

  /** Notes what the sockets that are {@linkplain #watch watched} have told since the last call. */
  public void events() {
    streams.forEach(
        (lane, stream) -> {
          try {
            for (var event = stream.next(Duration.ZERO);
                event.isPresent();
                event = stream.next(Duration.ZERO)) {
              tells(lane, text(event.get()));
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static String text(SocketEvent event) {
    var name = event.getClass().getSimpleName();
    return switch (event) {
      case SocketEvent.PeerLeft(var e, var n, var p, String reason) -> name + ": " + reason;
      case SocketEvent.HandshakeFailed(var e, var n, String reason) -> name + ": " + reason;
      case SocketEvent.ConnectFailed(var e, String reason) -> name + ": " + reason;
      case SocketEvent.PassedOver(var e, var n, String reason) -> name + ": " + reason;
      case SocketEvent.MessageDropped(var e, DropReason reason, var t) -> name + ": " + reason;
      case SocketEvent.Retrying(var e, Duration delay) -> name + " after " + delay;
      case SocketEvent.PeerJoined(var e, var n, var peer) -> name + ": " + peer.type();
      default -> name;
    };
  }

  /** All moments so far. */
  List<Moment> moments() {
    return new ArrayList<>(moments);
  }

  /** Whether nothing was recorded. */
  public boolean isEmpty() {
    return moments.isEmpty();
  }

  @Override
  public String toString() {
    return moments.size() + " moments";
  }

  /** A picture of what happened: a column for each lane, a row for each moment. */
  public String chart() {
    events();
    return new Chart(moments()).text();
  }
}
