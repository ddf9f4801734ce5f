package org.weftmq.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.weftmq.Context;
import org.weftmq.SocketType;
import org.weftmq.test.Characteristics.Outgoing;

/**
 * Two to five sockets, and who of them binds and who connects to whom, over which transport.
 *
 * @param scheme the transport
 * @param sockets the sockets' types
 * @param links who talks to whom; no two join the same sockets
 */
public record Topology(Scheme scheme, List<SocketType> sockets, List<Link> links) {
  private static final int MOST = 5;

  /**
   * Two sockets that talk to one another, by their places in the list.
   *
   * @param binding the one that binds
   * @param connecting the one that connects to it
   */
  public record Link(int binding, int connecting) {
    boolean has(int socket) {
      return binding == socket || connecting == socket;
    }
  }

  /** The types of the two sides. */
  private record Sides(SocketType left, SocketType right) {
    boolean areSingle() {
      return Characteristics.of(left).outgoing() == Outgoing.ONLY_PEER;
    }
  }

  /** What becomes of two sockets of different sides. */
  private enum Joint {
    NONE,
    LEFT_BINDS,
    RIGHT_BINDS
  }

  /**
   * Any one in which all sockets of one type talk to some of another, and none is left alone.
   * Shrinks to fewer sockets.
   */
  public static Arbitrary<Topology> any() {
    var sides =
        Stream.of(SocketType.values())
            .flatMap(left -> left.peers().stream().sorted().map(right -> new Sides(left, right)))
            .toList();
    return Arbitraries.of(sides).flatMap(Topology::of);
  }

  private static Arbitrary<Topology> of(Sides sides) {
    var left = Arbitraries.integers().between(1, sides.areSingle() ? 1 : MOST - 1);
    return left.flatMap(
        lefts -> {
          var most = sides.areSingle() ? 1 : MOST - lefts;
          return Arbitraries.integers()
              .between(1, most)
              .flatMap(
                  rights ->
                      Combinators.combine(
                              Arbitraries.of(Scheme.class),
                              Arbitraries.of(Joint.class).list().ofSize(lefts * rights))
                          .as((scheme, joints) -> of(scheme, sides, lefts, rights, joints)));
        });
  }

  private static Topology of(
      Scheme scheme, Sides sides, int lefts, int rights, List<Joint> joints) {
    var sockets = new ArrayList<SocketType>();
    IntStream.range(0, lefts).forEach(i -> sockets.add(sides.left));
    IntStream.range(0, rights).forEach(i -> sockets.add(sides.right));
    var links = new ArrayList<Link>();
    for (var i = 0; i < joints.size(); i++) {
      var left = i / rights;
      var right = lefts + i % rights;
      switch (joints.get(i)) {
        case NONE -> {}
        case LEFT_BINDS -> links.add(new Link(left, right));
        case RIGHT_BINDS -> links.add(new Link(right, left));
      }
    }
    for (var i = 0; i < sockets.size(); i++) {
      var lonely = i;
      if (links.stream().noneMatch(link -> link.has(lonely))) {
        links.add(i < lefts ? new Link(i, lefts) : new Link(0, i));
      }
    }
    return new Topology(scheme, List.copyOf(sockets), List.copyOf(links));
  }

  /** To how many others that socket talks. */
  public int degree(int socket) {
    return (int) links.stream().filter(link -> link.has(socket)).count();
  }

  /**
   * Opens the sockets in that context, binds those that are to be bound, and connects the others;
   * they may not have met when it returns.
   */
  public List<Talker> open(Context context) {
    var talkers = sockets.stream().map(type -> Talker.of(context, type)).toList();
    links.stream()
        .map(Link::binding)
        .distinct()
        .forEach(binding -> talkers.get(binding).bind(scheme.endpoint()));
    links.forEach(link -> talkers.get(link.connecting).connect(talkers.get(link.binding)));
    return talkers;
  }
}
