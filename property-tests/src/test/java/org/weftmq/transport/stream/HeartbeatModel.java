package org.weftmq.transport.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.weftmq.test.hostile.Speech;

/**
 * The automaton of a heartbeat as 37/ZMTP has it, in ticks of a tenth of a second: a PING at each
 * interval, a wait for any byte after it, a wait for any byte after a PING of the peer with a TTL.
 * Only time in which this side listens is silence.
 */
final class HeartbeatModel {
  /** TTLs that are announced. */
  static final int OWN_TTL = 656;

  private static final int NEVER = -1;

  /**
   * What the peer does, {@code after} ticks after what it did before.
   *
   * @param hold how long it takes in the middle of it, or how long this side's queue stays full
   */
  record Deed(Kind kind, int after, int hold, int ttl, int context) {
    enum Kind {
      MESSAGE,
      SPLIT_MESSAGE,
      PING,
      SPLIT_PING,
      PONG,
      HOLD;

      boolean isPing() {
        return this == PING || this == SPLIT_PING;
      }
    }

    /** Its bytes, in one or two pieces. */
    List<byte[]> pieces() {
      var speech =
          switch (kind) {
            case MESSAGE, SPLIT_MESSAGE -> Speech.begin().message("whole");
            case PONG -> Speech.begin().command("PONG");
            case HOLD -> Speech.begin().message("fills").message("waits");
            case PING, SPLIT_PING -> Speech.begin().command("PING", data());
          };
      var bytes = speech.bytes();
      return kind == Kind.SPLIT_MESSAGE || kind == Kind.SPLIT_PING
          ? List.of(Arrays.copyOf(bytes, 4), Arrays.copyOfRange(bytes, 4, bytes.length))
          : List.of(bytes);
    }

    private byte[] data() {
      var data = new byte[2 + context];
      Arrays.fill(data, (byte) 0xC7);
      data[0] = (byte) (ttl >> 8);
      data[1] = (byte) ttl;
      return data;
    }
  }

  private final int interval;
  private final int timeout;
  private final List<String> trace = new ArrayList<>();
  private final Set<String> reasons = new TreeSet<>();
  private int now;
  private int nextBeat;
  private int ours = NEVER; // since when a sign is waited for
  private int theirs = NEVER;
  private int ttl;
  private int listening; // since when
  private boolean held;
  private boolean heldLong;

  HeartbeatModel(int interval, int timeout) {
    this.interval = interval;
    this.timeout = timeout == 0 ? interval : timeout;
    this.nextBeat = interval == 0 ? NEVER : interval;
  }

  void follow(Deed deed) {
    pass(deed.after());
    sign();
    if (deed.kind() == Deed.Kind.HOLD) {
      held = true;
      heldLong |= interval > 0 && deed.hold() > interval + timeout && !isOver();
      pass(deed.hold());
      held = false;
      listening = now;
    } else if (deed.pieces().size() > 1) {
      pass(deed.hold());
      sign();
    }
    if (deed.kind().isPing() && !isOver()) {
      trace.add(now + ": PONG " + "c7".repeat(Math.min(16, deed.context())));
      ttl = deed.ttl();
      theirs = ttl > 0 ? now : NEVER;
    }
  }

  private void sign() {
    ours = NEVER;
    theirs = NEVER;
    listening = now;
  }

  void pass(int ticks) {
    for (var i = 0; i < ticks && !isOver(); i++) {
      now++;
      if (isSilentFor(ours, timeout)) {
        reasons.add("the peer gave no sign of life after a PING");
      }
      if (isSilentFor(theirs, ttl)) {
        reasons.add("the peer was silent for longer than its TTL");
      }
      if (isOver()) {
        trace.add(now + ": given up");
      } else if (now == nextBeat) {
        trace.add(now + ": PING " + OWN_TTL);
        ours = ours == NEVER ? now : ours;
        nextBeat += interval;
      }
    }
  }

  private boolean isSilentFor(int since, int time) {
    return since != NEVER && !held && now - Math.max(since, listening) >= time;
  }

  /** Whether the peer has been given up. */
  boolean isOver() {
    return !reasons.isEmpty();
  }

  /** Why the peer was given up; if two times were over at once, either reason will do. */
  Set<String> reasons() {
    return reasons;
  }

  /** Whether PINGs went out, and their time was over, while this side did not listen. */
  boolean heldForLong() {
    return heldLong;
  }

  /** What this side did, and at which tick. */
  List<String> trace() {
    return trace;
  }
}
