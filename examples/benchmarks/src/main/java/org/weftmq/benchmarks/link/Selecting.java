package org.weftmq.benchmarks.link;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.benchmarks.contest.Child;
import org.weftmq.benchmarks.contest.Contest;
import org.weftmq.benchmarks.contest.Quantity;
import org.weftmq.benchmarks.contest.Repeated;
import org.weftmq.benchmarks.contest.Sides;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.pattern.pipeline.Push;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * One receiver that waits for several senders at once, each of which has a way of its own to it.
 */
public final class Selecting {
  private static final int SIZE = 16;
  private static final int COUNT = 200_000;

  private Selecting() {}

  /** One contest for each number of senders. */
  public static List<Contest> contests() {
    return Stream.of(2, 16).map(Selecting::contest).toList();
  }

  private static Contest contest(int senders) {
    var contest =
        new Contest(
            "select-" + senders,
            "select over " + senders + ", inproc PUSHes to PULLs, 16 bytes",
            Quantity.rate("", "msg/s"));
    for (var way : Way.values()) {
      contest.add(
          way.title,
          effort ->
              Child.measure(Selecting.class, way.name(), "" + senders, "" + effort.of(COUNT)));
    }
    return contest.note(
        "Jox's channels have room for 2000, sockets have high-water marks of 1000 at both ends.");
  }

  /** What waits. */
  private enum Way {
    WEFT("Weft (virtual)") {
      @Override
      Sides.Side[] sides(int senders, int count) {
        return weft(senders, count);
      }
    },
    JOX("Jox channels (virtual)") {
      @Override
      Sides.Side[] sides(int senders, int count) {
        return jox(senders, count);
      }
    },
    JEROMQ("JeroMQ poller (platform)") {
      @Override
      Sides.Side[] sides(int senders, int count) {
        return jeromq(senders, count);
      }
    };

    private final String title;

    Way(String title) {
      this.title = title;
    }

    /** What the threads do so that {@code count} messages arrive, the senders first. */
    abstract Sides.Side[] sides(int senders, int count);
  }

  /** Measures: arguments are the way, the number of senders, and of messages. */
  public static void main(String[] args) throws Exception {
    var way = Way.valueOf(args[0]);
    var senders = Integer.parseInt(args[1]);
    var each = Math.max(1, Integer.parseInt(args[2]) / senders);
    var sides = way.sides(senders, each * senders);
    var threads = way == Way.JEROMQ ? Thread.ofPlatform() : Thread.ofVirtual();
    Repeated.print(() -> each * senders * 1e9 / Sides.time(threads, sides));
    System.exit(0); // a rival leaves threads behind
  }

  private static Sides.Side[] weft(int senders, int count) {
    var context = Context.open();
    var sides = new ArrayList<Sides.Side>();
    var clauses = new ArrayList<org.weftmq.Select.Clause<Message>>();
    for (var i = 0; i < senders; i++) {
      var pull = Pull.open(context).bind("inproc://way-" + i);
      var push = Push.open(context).connect("inproc://way-" + i);
      clauses.add(pull.onReceive(message -> message));
      sides.add(
          () -> {
            for (var j = 0; j < count / senders; j++) {
              push.send(Message.wrap(new byte[SIZE]));
            }
          });
    }
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    org.weftmq.Select.Clause<Message>[] all = clauses.toArray(new org.weftmq.Select.Clause[0]);
    var select = org.weftmq.Select.first(all);
    sides.add(
        () -> {
          for (var i = 0; i < count; i++) {
            select.await();
          }
        });
    return sides.toArray(Sides.Side[]::new);
  }

  private static Sides.Side[] jox(int senders, int count) {
    var sides = new ArrayList<Sides.Side>();
    var channels = new ArrayList<Channel<Object>>();
    for (var i = 0; i < senders; i++) {
      var channel = Channel.<Object>newBufferedChannel(2 * 1000);
      channels.add(channel);
      sides.add(
          () -> {
            for (var j = 0; j < count / senders; j++) {
              channel.send(new byte[SIZE]);
            }
          });
    }
    sides.add(
        () -> {
          for (var i = 0; i < count; i++) {
            Select.select(clauses(channels));
          }
        });
    return sides.toArray(Sides.Side[]::new);
  }

  /** Those of one select: they are not said to last for more. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
  private static SelectClause<Object>[] clauses(List<Channel<Object>> channels) {
    var clauses = new SelectClause[channels.size()];
    for (var i = 0; i < clauses.length; i++) {
      clauses[i] = channels.get(i).receiveClause();
    }
    return clauses;
  }

  private static Sides.Side[] jeromq(int senders, int count) {
    var context = new ZContext();
    var sides = new ArrayList<Sides.Side>();
    var poller = context.createPoller(senders);
    for (var i = 0; i < senders; i++) {
      var pull = context.createSocket(SocketType.PULL);
      var push = context.createSocket(SocketType.PUSH);
      pull.bind("inproc://way-" + i);
      push.connect("inproc://way-" + i);
      poller.register(pull, ZMQ.Poller.POLLIN);
      sides.add(
          () -> {
            for (var j = 0; j < count / senders; j++) {
              push.send(new byte[SIZE], 0);
            }
          });
    }
    sides.add(
        () -> {
          for (var i = 0; i < count; ) {
            poller.poll();
            for (var j = 0; j < senders; j++) {
              if (poller.pollin(j)) {
                poller.getSocket(j).recv(0);
                i++;
              }
            }
          }
        });
    return sides.toArray(Sides.Side[]::new);
  }
}
