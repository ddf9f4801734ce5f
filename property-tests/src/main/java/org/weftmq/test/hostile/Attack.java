package org.weftmq.test.hostile;

import static org.weftmq.test.hostile.Speech.COMMAND;
import static org.weftmq.test.hostile.Speech.MORE;
import static org.weftmq.test.hostile.Speech.begin;
import static org.weftmq.test.hostile.Speech.property;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.Function;
import org.weftmq.SocketType;

/**
 * What a peer does that must cost it its own connection and nobody else anything, and the reason
 * that the victim is to give in its events.
 */
public enum Attack {
  /** Another protocol. */
  HTTP("does not speak ZMTP", as -> begin().text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")),
  /** A version without greetings. */
  ZMTP_1("does not speak ZMTP", as -> begin().bytes((byte) 1, (byte) 0)),
  /** Another protocol, of bytes. */
  TLS("does not speak ZMTP", as -> begin().text("\u0016\u0003\u0001\u0002\0")),
  /** A greeting of ZMTP 2.0. */
  OLD_VERSION("older than 3.0", as -> begin().text("\u00FF\0\0\0\0\0\0\0\1\u007F\1")),
  /** Nothing at all, for longer than a handshake may take. */
  SILENCE("handshake took longer", as -> begin()),
  /** Nothing more after the greeting. */
  SILENCE_AFTER_THE_GREETING("handshake took longer", as -> begin().greeting()),
  /** A handshake that stops in the middle of a command. */
  HALF_A_READY("handshake took longer", as -> begin().greeting().text("\u0004\u00C8\u0005REA")),
  /** The end of the stream instead of READY. */
  LEAVING_IN_THE_HANDSHAKE("during the handshake", as -> begin().greeting().finish()),
  /** READY without the property that every peer announces. */
  NO_SOCKET_TYPE("no Socket-Type", as -> begin().greeting().ready()),
  /** A type that the victim cannot talk to. */
  WRONG_SOCKET_TYPE("cannot talk to", as -> begin().joining(strangerTo(as))),
  /** A type that nobody knows. */
  UNKNOWN_SOCKET_TYPE(
      "unknown Socket-Type", as -> begin().greeting().ready(property("Socket-Type", "TROJAN"))),
  /** A routing id of 256 bytes. */
  LONG_IDENTITY("Identity of 256 bytes", as -> calling(as, "x".repeat(256))),
  /** A routing id of those that only a ROUTER may make up. */
  ZERO_IDENTITY("begins with a zero byte", as -> calling(as, "\0ab")),
  /** More metadata than anybody needs; which limit it meets first is not said. */
  MUCH_METADATA("", as -> begin().greeting().ready(property("X-Much", "x".repeat(100_000)))),
  /** READY, but not as a command. */
  READY_AS_A_MESSAGE("the peer sent a", as -> begin().greeting().frame(0, (byte) 5, (byte) 'R')),
  /** READY once more after the handshake. */
  READY_TWICE("READY twice", as -> begin().joining(as).ready(property("Socket-Type", as.name()))),
  /** Flags that must be zero. */
  RESERVED_FLAGS("reserved flags", as -> begin().joining(as).frame(0xF8, (byte) 1)),
  /** A command that is to be continued. */
  CONTINUED_COMMAND(
      "to be continued", as -> begin().joining(as).frame(COMMAND | MORE, (byte) 1, (byte) 'A')),
  /** A frame of nearly all that an array can hold. */
  HUGE_FRAME(
      "frame of 2147483647 bytes", as -> begin().joining(as).announcing(0, Integer.MAX_VALUE)),
  /** A size that is negative for those who forget that it has no sign. */
  HUGER_FRAME("frame of 18446744073709551615 bytes", as -> begin().joining(as).announcing(0, -1)),
  /** A command that is longer than any command is. */
  HUGE_COMMAND("frame of 100000 bytes", as -> begin().joining(as).announcing(COMMAND, 100_000)),
  /** More frames than {@code Limits.MAX_FRAMES}, and never the last one. */
  ENDLESS_MESSAGE(
      "frames", as -> begin().joining(as).then(begin().frame(MORE, (byte) 1).times(2_000))),
  /**
   * Frames of an allowed size that together exceed {@code Limits.MAX_MESSAGE_SIZE}, if it is 2M.
   */
  MESSAGE_OF_MANY_LARGE_FRAMES(
      "bytes where no more than",
      as -> begin().joining(as).then(begin().frame(MORE, new byte[30_000]).times(80))),
  /** The end of the stream in the middle of a message. */
  STOPPING_IN_THE_MIDDLE(
      "in the middle of a message",
      as ->
          begin()
              .joining(as)
              .frame(MORE, (byte) 'a')
              .announcing(0, 1_000)
              .text("not all of it")
              .finish()),
  /** A PING that is too short for its own field. */
  SHORT_PING("PING without a TTL", as -> begin().joining(as).command("PING")),
  /** A command whose name has no characters. */
  NAMELESS_COMMAND("without a name", as -> begin().joining(as).command(""));

  private final String reason;
  private final Function<SocketType, Speech> speech;

  Attack(String reason, Function<SocketType, Speech> speech) {
    this.reason = reason;
    this.speech = speech;
  }

  /** A part of the reason that is to be given. */
  public String reason() {
    return reason;
  }

  /** What the intruder says if it comes as a socket of that type. */
  public Speech speech(SocketType as) {
    return speech.apply(as);
  }

  private static Speech calling(SocketType as, String identity) {
    return begin()
        .greeting()
        .ready(property("Socket-Type", as.name()), property("Identity", identity));
  }

  private static SocketType strangerTo(SocketType as) {
    return Arrays.stream(SocketType.values())
        .filter(type -> !type.isRaw() && Collections.disjoint(type.peers(), as.peers()))
        .findFirst()
        .orElseThrow();
  }
}
