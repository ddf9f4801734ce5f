package org.weftmq.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.weftmq.Frame;
import org.weftmq.SocketType;

/**
 * What is done with the sockets of a family, step by step; in the end everything that is left is
 * received.
 *
 * @param mark both high-water marks of every socket; 0 is no limit
 * @param underWay whether sockets may have messages to receive when one disconnects; if not, all
 *     that there is is received first
 */
record Script(Family family, int mark, boolean underWay, List<Step> steps) {
  private static final String OF = " of ";

  /** The routing id of a socket. */
  static Frame idOf(int number) {
    return Frame.of("id" + number);
  }

  /** How many messages had been sent, or refused, before this one, which a socket wrote. */
  static int numberOf(Outcome.Received received) {
    var last = received.frames().getLast();
    return Integer.parseInt(last.substring(0, last.indexOf(OF)));
  }

  /** A step, and what came of it. */
  record Entry(Step step, Outcome outcome) {}

  /** Does it; gives what came of each step. */
  List<Entry> runIn(World world) {
    try (world) {
      return new Run(world).entries();
    }
  }

  SocketType type(int socket) {
    return family.types().get(socket);
  }

  /** One run: what is open, bound and connected, and how many messages there were. */
  private final class Run {
    private final World world;
    private final Set<Integer> open = new TreeSet<>();
    private final Map<Integer, Integer> bound = new HashMap<>();
    private final Set<Step.Connect> connected = new HashSet<>();
    private final Set<Step.Connect> left = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Integer> owing = new HashSet<>();
    private int messages;

    Run(World world) {
      this.world = world;
      for (var i = 0; i < family.types().size(); i++) {
        world.open(i, type(i), mark);
        open.add(i);
      }
    }

    List<Entry> entries() {
      for (var step : steps) {
        if (step instanceof Step.Disconnect && underWay) {
          if (looksAhead(type(step.socket()))) {
            receiveAll(step.socket());
          }
        } else if (step instanceof Step.Disconnect || step instanceof Step.Unsubscribe) {
          drain(); // or what is under way is lost or not by how far it has come
        }
        take(step);
      }
      drain();
      return entries;
    }

    /**
     * What a socket has not received of a peer that it leaves is lost, but for the one message that
     * libzmq has in hand already when it was asked for the events of such a socket.
     */
    private static boolean looksAhead(SocketType type) {
      return switch (type) {
        case SUB, XSUB, ROUTER, REP -> true;
        default -> false;
      };
    }

    private void drain() {
      open.forEach(this::receiveAll);
    }

    private void receiveAll(int socket) {
      if (open.contains(socket) && type(socket).receives()) {
        while (take(new Step.Receive(socket)) instanceof Outcome.Received) {
          continue;
        }
      }
    }

    private Outcome take(Step step) {
      var outcome = isSensible(step) ? outcome(step) : new Outcome.Skipped();
      entries.add(new Entry(step, outcome));
      world.settle();
      return outcome;
    }

    private boolean isSensible(Step step) {
      return open.contains(step.socket())
          && switch (step) {
            // JeroMQ refuses to bind a name twice, and gives it to the second socket all the same.
            // Two ways between the same two sockets are in no order.
            case Step.Bind bind ->
                !bound.containsKey(bind.name()) && !bound.containsValue(bind.socket());
            // Twice from the same socket, libzmq may ignore it, or join twice and forget one of
            // two.
            // A PUB of JeroMQ that is bound later does not hear of what a SUB wanted.
            // A PAIR of JeroMQ that connects twice fails an assertion.
            // A REQ notices that a ROUTER has left when it receives; up to then JeroMQ's ROUTER
            // hears nothing of the REQ when it has come back, for its routing id is taken.
            case Step.Connect connect ->
                !connected.contains(connect)
                    && (family != Family.REQ_ROUTER || !left.contains(connect))
                    && (type(connect.socket()) != SocketType.PAIR || connected.isEmpty())
                    && (bound.containsKey(connect.name()) || !family.hasTopics());
            // What is queued for a name that nobody is bound to, libzmq delivers later; see the
            // README.
            // A REP of JeroMQ may then take an envelope for a request.
            case Step.Disconnect away ->
                bound.containsKey(away.name()) && !family.types().contains(SocketType.REP);
            case Step.Close close ->
                connected.stream()
                    .noneMatch(
                        to -> to.socket() == close.socket() && !bound.containsKey(to.name()));
            // Before it has answered, JeroMQ's REP receives another request, and forgets the first.
            case Step.Receive receive -> !owing.contains(receive.socket());
            default -> true;
          };
    }

    private Outcome outcome(Step step) {
      try {
        return act(step);
      } catch (World.Refused e) {
        return new Outcome.Refused(e.refusal());
      }
    }

    private Outcome act(Step step) {
      switch (step) {
        case Step.Bind(int socket, int name) -> {
          world.bind(socket, endpoint(name));
          bound.put(name, socket);
        }
        case Step.Connect connect -> {
          world.connect(connect.socket(), endpoint(connect.name()));
          connected.add(connect);
        }
        case Step.Disconnect(int socket, int name) -> {
          var way = new Step.Connect(socket, name);
          connected.remove(way);
          left.add(way);
          world.disconnect(socket, endpoint(name));
        }
        case Step.Subscribe(int socket, String prefix) -> world.subscribe(socket, Frame.of(prefix));
        case Step.Unsubscribe(int socket, String prefix) ->
            world.unsubscribe(socket, Frame.of(prefix));
        case Step.Send send -> {
          world.send(send.socket(), message(send));
          owing.remove(send.socket());
        }
        case Step.Receive(int socket) -> {
          var message = world.receive(socket);
          if (message.isPresent() && type(socket) == SocketType.REP) {
            owing.add(socket);
          }
          return message.map(Run::received).orElse(new Outcome.Nothing());
        }
        case Step.Close(int socket) -> {
          open.remove(socket);
          bound.values().remove(socket);
          world.close(socket);
        }
      }
      return new Outcome.Done();
    }

    private List<Frame> message(Step.Send send) {
      var frames = new ArrayList<Frame>();
      if (type(send.socket()) == SocketType.ROUTER) {
        frames.add(idOf(send.to()));
      }
      if (!send.topic().isEmpty()) {
        frames.add(Frame.of(send.topic()));
      }
      for (var i = 0; i < send.frames(); i++) {
        frames.add(Frame.of(messages + OF + send.socket()));
      }
      messages++;
      return frames;
    }

    private static Outcome received(List<Frame> frames) {
      var texts = frames.stream().map(Frame::text).toList();
      var last = texts.getLast();
      var from =
          last.contains(OF)
              ? Integer.parseInt(last.substring(last.indexOf(OF) + OF.length()))
              : Outcome.NOBODY;
      return new Outcome.Received(from, texts);
    }

    private static String endpoint(int name) {
      return "inproc://" + name;
    }
  }

  @Override
  public String toString() {
    var text = new StringBuilder(family + ", marks of " + mark + (underWay ? ", under way" : ""));
    steps.forEach(step -> text.append("\n      ").append(step));
    return text.toString();
  }
}
