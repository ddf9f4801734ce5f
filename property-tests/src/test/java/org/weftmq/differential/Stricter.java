package org.weftmq.differential;

import org.weftmq.test.hostile.Speech;

/** Where Weft ends a connection, for a reason, and libzmq goes on; each one is on purpose. */
enum Stricter {
  /** 37/ZMTP: bits 7-3 are reserved and must be zero. */
  RESERVED_FLAGS("the peer sent a frame with reserved flags", Speech.begin().frame(8, (byte) 'x')),

  /** 37/ZMTP has no such frame. */
  COMMAND_WITH_MORE(
      "the peer sent a command that is to be continued",
      Speech.begin().frame(Speech.COMMAND | Speech.MORE, (byte) 1, (byte) 'C')),

  /** 37/ZMTP: it ends the handshake, of which there is one. */
  READY_AGAIN("the peer said READY twice", Speech.begin().ready()),

  /** The same, in another form. */
  READY_AGAIN_AND_MALFORMED("the peer announced ", Speech.begin().command("READY", (byte) 9)),

  /** 37/ZMTP: it ends the connection. */
  ERROR(
      "the peer ended the connection: ",
      Speech.begin().command("ERROR", (byte) 3, (byte) 'b', (byte) 'a', (byte) 'd')),

  /** A name, or a reason, that is longer than its frame. */
  MALFORMED("the peer sent a malformed ", Speech.begin().frame(Speech.COMMAND, (byte) 9)),

  /** 37/ZMTP: a name has at least one character. */
  NAMELESS("the peer sent a command without a name", Speech.begin().command("")),

  /** 37/ZMTP: a PING has a TTL. */
  PING_WITHOUT_TTL("the peer sent a PING without a TTL", Speech.begin().command("PING")),

  /** 48/RADIO-DISH: a group has at most 255 bytes. */
  LONG_GROUP("the peer named a group of ", Speech.begin().command("JOIN", new byte[256]));

  private final String reason;
  private final Speech speech;

  Stricter(String reason, Speech speech) {
    this.reason = reason;
    this.speech = speech;
  }

  /** How the reason begins. */
  String reason() {
    return reason;
  }

  /** The shortest speech that shows it. */
  Speech speech() {
    return speech;
  }
}
