package org.weftmq.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.weftmq.SocketType;

/** One thing that somebody does with one of a few sockets, which need not make sense there. */
public sealed interface Operation {
  /** The socket, by its number. */
  int socket();

  /** Opens the socket anew; if it is open, closes that one first. */
  record Open(int socket, SocketType type) implements Operation {}

  /** Binds one of the names that the sockets meet at. */
  record Bind(int socket, int name) implements Operation {}

  /** Unbinds it. */
  record Unbind(int socket, int name) implements Operation {}

  /** Connects one of those names, bound or not. */
  record Connect(int socket, int name) implements Operation {}

  /** Takes that back. */
  record Disconnect(int socket, int name) implements Operation {}

  /** Sends a message, if that can be done now. */
  record Send(int socket, int frames) implements Operation {}

  /** Receives a message, if there is one now. */
  record Receive(int socket) implements Operation {}

  /** Sets both high-water marks, which counts at once. */
  record Mark(int socket, int mark) implements Operation {}

  /** Closes the socket. */
  record Close(int socket) implements Operation {}

  /**
   * Scripts for {@code sockets} sockets of two types that can talk to one another, which begin by
   * meeting at the first of {@code names} names. Shrinks to fewer operations.
   */
  static Arbitrary<List<Operation>> scripts(int sockets, int names) {
    var types = Arbitraries.of(SocketType.class).filter(type -> !type.isRaw());
    return types.flatMap(
        type -> Arbitraries.of(type.peers()).flatMap(peer -> of(sockets, names, type, peer)));
  }

  private static Arbitrary<List<Operation>> of(
      int sockets, int names, SocketType type, SocketType peer) {
    var types = Arbitraries.of(type, peer);
    var socket = Arbitraries.integers().between(0, sockets - 1);
    var opening = Combinators.combine(socket, types).<Operation>as(Open::new);
    var beginning = beginning(sockets, type, peer);
    return any(sockets, names, opening)
        .list()
        .ofMaxSize(60)
        .withSizeDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .map(rest -> Stream.concat(beginning.stream(), rest.stream()).toList());
  }

  /** One that binds, and all others that connect to it: or else little would ever happen. */
  private static List<Operation> beginning(int sockets, SocketType type, SocketType peer) {
    var script = new ArrayList<Operation>(List.of(new Open(0, type), new Bind(0, 0)));
    for (var i = 1; i < sockets; i++) {
      script.add(new Open(i, peer));
      script.add(new Connect(i, 0));
    }
    return script;
  }

  private static Arbitrary<Operation> any(int sockets, int names, Arbitrary<Operation> opening) {
    var socket = Arbitraries.integers().between(0, sockets - 1);
    var name = Arbitraries.integers().between(0, names - 1);
    var small = Arbitraries.integers().between(1, 3);
    return Arbitraries.<Operation>frequencyOf(
        Tuple.of(2, opening),
        Tuple.of(4, Combinators.combine(socket, name).as(Bind::new)),
        Tuple.of(1, Combinators.combine(socket, name).as(Unbind::new)),
        Tuple.of(6, Combinators.combine(socket, name).as(Connect::new)),
        Tuple.of(2, Combinators.combine(socket, name).as(Disconnect::new)),
        Tuple.of(10, Combinators.combine(socket, small).as(Send::new)),
        Tuple.of(8, socket.map(Receive::new)),
        Tuple.of(1, Combinators.combine(socket, small).as(Mark::new)),
        Tuple.of(1, socket.map(Close::new)));
  }
}
