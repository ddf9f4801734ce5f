package org.weftmq.differential;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.weftmq.SocketType;

/** Random scripts. */
final class Scripts {
  private static final int NAMES = 2;
  private static final int LONGEST = 30;

  private Scripts() {}

  /** How often a step is a message, and how often a socket disconnects; others do as before. */
  private record Haste(int sending, int disconnecting) {}

  private static final Haste CALM = new Haste(12, 1);
  private static final Haste HURRIED = new Haste(48, 6);

  /**
   * Of that family; in each, one side binds and the other connects.
   *
   * @param underWay whether others may have messages to receive when a socket disconnects
   */
  static Arbitrary<Script> of(Family family, boolean underWay) {
    var marks = family.isMarked() ? Arbitraries.of(0, 0, 1, 2, 3) : Arbitraries.just(0);
    var under = underWay ? Arbitraries.of(true, false) : Arbitraries.just(false);
    return of(family, CALM, marks, under);
  }

  /** With low marks, more messages than are received, and those under way when one disconnects. */
  static Arbitrary<Script> hurried(Family family) {
    return of(family, HURRIED, Arbitraries.of(1, 2), Arbitraries.just(true));
  }

  private static Arbitrary<Script> of(
      Family family, Haste haste, Arbitrary<Integer> marks, Arbitrary<Boolean> underWay) {
    return Arbitraries.of(true, false)
        .flatMap(
            firstBinds ->
                Combinators.combine(
                        marks,
                        underWay,
                        beginning(family, firstBinds),
                        step(family, firstBinds, haste).list().ofMaxSize(LONGEST))
                    .as(
                        (mark, under, beginning, steps) ->
                            new Script(family, mark, under, joined(beginning, steps))));
  }

  private static List<Step> joined(List<Step> beginning, List<Step> steps) {
    var all = new ArrayList<>(beginning);
    all.addAll(steps);
    return all;
  }

  /** Joins most of the sockets, in either order, or else little would ever happen. */
  private static Arbitrary<List<Step>> beginning(Family family, boolean firstBinds) {
    var steps = new ArrayList<Step>();
    for (var binding : family.side(firstBinds)) {
      steps.add(new Step.Bind(binding, binding % NAMES));
    }
    for (var connecting : family.side(!firstBinds)) {
      steps.add(new Step.Connect(connecting, 0));
      steps.add(new Step.Connect(connecting, 1));
    }
    for (var socket = 0; socket < family.types().size(); socket++) {
      if (subscribes(family.types().get(socket))) {
        steps.add(new Step.Subscribe(socket, socket % 2 == 0 ? "a" : ""));
      }
    }
    return family.hasTopics() ? Arbitraries.just(steps) : Arbitraries.shuffle(steps);
  }

  private static boolean subscribes(SocketType type) {
    return type == SocketType.SUB || type == SocketType.XSUB;
  }

  private static Arbitrary<Step> step(Family family, boolean firstBinds, Haste haste) {
    var choices = new ArrayList<Tuple2<Integer, Arbitrary<Step>>>();
    var names = Arbitraries.integers().between(0, NAMES - 1);
    for (var i = 0; i < family.types().size(); i++) {
      var socket = i;
      var type = family.types().get(socket);
      if (family.isFirst(socket) == firstBinds) {
        choices.add(Tuple.of(1, names.map(name -> new Step.Bind(socket, name))));
      } else {
        choices.add(Tuple.of(2, names.map(name -> new Step.Connect(socket, name))));
        choices.add(
            Tuple.of(haste.disconnecting, names.map(name -> new Step.Disconnect(socket, name))));
      }
      if (type.sends()) {
        choices.add(Tuple.of(haste.sending, send(family, socket)));
      }
      if (type.receives()) {
        choices.add(Tuple.of(12, Arbitraries.just(new Step.Receive(socket))));
      }
      if (subscribes(type)) {
        choices.add(Tuple.of(3, topics().map(topic -> new Step.Subscribe(socket, topic))));
        choices.add(Tuple.of(3, topics().map(topic -> new Step.Unsubscribe(socket, topic))));
      }
      choices.add(Tuple.of(1, Arbitraries.just(new Step.Close(socket))));
    }
    return Arbitraries.frequencyOf(choices);
  }

  private static Arbitrary<String> topics() {
    return Arbitraries.of("", "a", "ab", "b");
  }

  private static Arbitrary<Step> send(Family family, int socket) {
    var topics = family.hasTopics() ? topics() : Arbitraries.just("");
    return Combinators.combine(
            Arbitraries.of(family.side(!family.isFirst(socket))),
            topics,
            Arbitraries.integers().between(1, 2))
        .as((to, topic, frames) -> new Step.Send(socket, to, topic, frames));
  }
}
