package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.weftmq.Context;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketType;
import org.weftmq.WeftException;
import org.weftmq.pattern.Sockets;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Mute;
import org.weftmq.test.Scheme;
import org.weftmq.test.Talker;

/** Every type with every other, over each transport: who may talk does, who may not is told so. */
class PairsOfTypesTest {
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  /** The types that there are and that talk to other sockets. */
  private static List<SocketType> types() {
    return new Sockets()
        .types().stream().filter(type -> !peersOf(type).isEmpty()).sorted().toList();
  }

  private static Iterable<SocketType> peersOf(SocketType type, boolean wanted) {
    return types().stream().filter(other -> peersOf(type).contains(other) == wanted).toList();
  }

  private static Set<SocketType> peersOf(SocketType type) {
    return Characteristics.of(type).peers();
  }

  static Stream<Arguments> bindings() {
    return Arrays.stream(Scheme.values())
        .flatMap(scheme -> types().stream().map(type -> arguments(scheme, type)));
  }

  /** Catches: a row of the runtime's table that is not that of the RFCs. */
  @ParameterizedTest
  @EnumSource
  void theTypesKnowThePeersThatTheRfcsGiveThem(SocketType type) {
    assertThat(type.peers()).isEqualTo(peersOf(type));
    assertThat(type.sends()).isEqualTo(Characteristics.of(type).sends());
    assertThat(type.receives()).isEqualTo(Characteristics.of(type).receives());
  }

  /** Catches: two types that should talk and cannot, whichever of them connects. */
  @ParameterizedTest
  @MethodSource("bindings")
  void thoseThatMayTalkDo(Scheme scheme, SocketType binding) throws Exception {
    for (var connecting : peersOf(binding, true)) {
      try (var context = Context.open();
          var here = Talker.of(context, binding);
          var there = Talker.of(context, connecting);
          var eventsHere = here.socket().events();
          var eventsThere = there.socket().events()) {
        here.bind(scheme.endpoint());
        there.connect(here);

        assertThat(joined(eventsHere)).as("who came to the %s", binding).isEqualTo(connecting);
        assertThat(joined(eventsThere)).as("who met the %s", connecting).isEqualTo(binding);
        converse(here, there);
      }
    }
  }

  /**
   * Catches: a type that takes a peer it cannot talk to, or that does not say why it does not; and
   * a stranger that costs a good peer its place or its messages.
   */
  @ParameterizedTest
  @MethodSource("bindings")
  void thoseThatMayNotAreRefusedByBoth(Scheme scheme, SocketType binding) throws Exception {
    try (var context = Context.open();
        var here = Talker.of(context, binding).bind(scheme.endpoint());
        var eventsHere = here.socket().events();
        var friend = Talker.of(context, peersOf(binding, true).iterator().next()).connect(here)) {
      joined(eventsHere);
      for (var connecting : peersOf(binding, false)) {
        try (var there = Talker.of(context, connecting);
            var eventsThere = there.socket().events()) {
          there.connect(here);

          for (var events : List.of(eventsHere, eventsThere)) {
            assertThat(refusal(events))
                .containsPattern("\\b" + binding + "\\b")
                .containsPattern("\\b" + connecting + "\\b")
                .contains("cannot talk to");
          }
          assertThat(there.socket().stats().peers()).isZero();
          assertThat(here.socket().stats().peers()).isEqualTo(1);
        }
      }
      converse(here, friend);
      assertThat(friend.socket().stats().peers()).isEqualTo(1);
    }
  }

  /** Catches: a type that meets no socket, and that would wait for one inside a context. */
  @ParameterizedTest
  @MethodSource
  void thoseThatHaveNoPeersMeetNobody(SocketType type) {
    try (var context = Context.open();
        var socket = Sockets.open(context, type);
        var pair = Sockets.open(context, SocketType.PAIR)) {
      pair.bind("inproc://pair");

      assertThatThrownBy(() -> socket.connect("inproc://pair"))
          .isInstanceOf(WeftException.class)
          .hasMessageContaining(type.name());
      assertThatThrownBy(() -> socket.bind("inproc://other"))
          .isInstanceOf(WeftException.class)
          .hasMessageContaining(type.name());
      assertThat(pair.stats().peers()).isZero();
    }
  }

  static Stream<SocketType> thoseThatHaveNoPeersMeetNobody() {
    return new Sockets().types().stream().filter(type -> peersOf(type).isEmpty());
  }

  private static SocketType joined(SocketEvents events) throws InterruptedException {
    for (; ; ) {
      switch (events.next(TIME).orElseThrow()) {
        case SocketEvent.PeerJoined joined -> {
          return joined.peer().type();
        }
        case SocketEvent.HandshakeFailed failed -> throw new AssertionError(failed.reason());
        default -> {}
      }
    }
  }

  private static String refusal(SocketEvents events) throws InterruptedException {
    for (; ; ) {
      switch (events.next(TIME).orElseThrow()) {
        case SocketEvent.HandshakeFailed failed -> {
          return failed.reason();
        }
        case SocketEvent.PeerJoined joined -> throw new AssertionError(joined.toString());
        case SocketEvent.PeerLeft left -> throw new AssertionError(left.toString());
        default -> {}
      }
    }
  }

  /** Whether what it says may be lost on those who are not ready. */
  private static boolean drops(Talker talker) {
    return Characteristics.of(talker.type()).mute() == Mute.DROPS;
  }

  /** One of them says a word, and the other answers if it can. */
  private static void converse(Talker one, Talker other) throws InterruptedException {
    var first = one.begins(other) ? one : other;
    var second = first == one ? other : one;
    var heard = false;
    do {
      first.say("question");
      heard = second.hears("question", drops(first) ? SHORT : TIME);
    } while (!heard && drops(first));
    assertThat(heard).as("a %s hears a %s", second.type(), first.type()).isTrue();

    if (second.type().sends() && first.type().receives()) {
      second.say("answer");
      assertThat(first.hears("answer", TIME))
          .as("a %s hears the answer of a %s", first.type(), second.type())
          .isTrue();
    }
  }
}
