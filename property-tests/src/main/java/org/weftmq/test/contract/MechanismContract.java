package org.weftmq.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.spi.Peer;
import org.weftmq.test.NoLeaks;
import org.weftmq.test.contract.Meeting.Tap;
import org.weftmq.transport.stream.Handshake;
import org.weftmq.zmtp.mechanism.Mechanisms;

/**
 * What every security mechanism must do, seen from two engines that introduce themselves through
 * it: they agree, or both end with a reason and in time, whatever happens to the bytes in between.
 * A class of tests that implements it inherits them all.
 *
 * <pre>{@code
 * class NullContractTest implements MechanismContract {
 *   public String mechanism() {
 *     return "NULL";
 *   }
 * }
 * }</pre>
 *
 * The mechanism has to be found by the service loader.
 */
@NoLeaks
public interface MechanismContract {
  /** How long a handshake may take where it is to fail. */
  Duration LIMIT = Duration.ofMillis(300);

  /** How long anything may take that happens in the background. */
  default Duration time() {
    return Duration.ofSeconds(20);
  }

  /** What is said of a peer that leaves too early. */
  String LEFT = "the peer closed the connection during the handshake";

  /** The mechanism's name. */
  String mechanism();

  /** The options, beside the mechanism's name, with which a socket that binds trusts the other. */
  default Options binding() {
    return Options.initial();
  }

  /** The options, beside the mechanism's name, with which one that connects trusts the other. */
  default Options connecting() {
    return Options.initial();
  }

  /** Whether it notices each change of what a peer tells of itself; NULL does not. */
  default boolean protectsMetadata() {
    return false;
  }

  /** Catches: two that do not agree though they trust one another, or learn wrong things. */
  @Test
  default void thoseWhoTrustOneAnotherAgree() throws InterruptedException {
    try (var meeting = meeting(true, Tap.NONE, time().dividedBy(2))) {
      assertThat(meeting.isSettled(time())).as("both sides have come to a result").isTrue();

      assertThat(meeting.one().peer().map(Peer::type)).as(ends(meeting)).contains(type(false));
      assertThat(meeting.other().peer().map(Peer::type)).as(ends(meeting)).contains(type(true));
    }
  }

  private static String ends(Meeting meeting) throws InterruptedException {
    var now = Duration.ZERO;
    return "whom it met; ends: %s, %s".formatted(meeting.one().end(now), meeting.other().end(now));
  }

  /** Catches: a changed byte that makes two agree on something else, or lets only one of them. */
  @Test
  default void aChangedByteNeverGivesAnotherResult() throws InterruptedException {
    for (var binds : List.of(true, false)) {
      var original = peerOf(binds);
      var meetings = new ArrayList<Meeting>();
      var bytes = handshakeBytes(binds);
      for (var at = 0; at < bytes; at++) {
        for (var mask : List.of(0x01, 0x80, 0xFF)) {
          meetings.add(meeting(binds, Tap.changing(at, mask), LIMIT));
        }
      }
      for (var i = 0; i < meetings.size(); i++) {
        try (var meeting = meetings.get(i)) {
          judge(meeting, original, "byte %d of %d, change %d".formatted(i / 3, bytes, i % 3));
        }
      }
    }
  }

  private void judge(Meeting meeting, Peer original, String what) throws InterruptedException {
    assertThat(meeting.isSettled(time())).as("%s: both have come to a result", what).isTrue();
    var met = meeting.other().peer();
    if (met.isEmpty()) {
      assertThat(meeting.other().end(time()))
          .as("%s: a reason", what)
          .get()
          .asString()
          .isNotBlank();
      assertThat(meeting.one().end(time())).as("%s: the other side ends, too", what).isPresent();
    } else if (protectsMetadata()) {
      assertThat(met).as("%s gave another result", what).contains(original);
    } else {
      assertThat(met.get().type()).as("%s gave another result", what).isEqualTo(original.type());
    }
  }

  /** Catches: a handshake that is never given up, or gets more time with each byte. */
  @Test
  default void silenceAtAnyByteEndsItInTime() throws InterruptedException {
    // Both wait, and whoever gives up first ends it for the other.
    stopsAtAnyByte(false, "the handshake took longer than " + LIMIT.toMillis() + " ms", LEFT);
  }

  /** Catches: a peer that leaves in the middle and is trusted, or waited for. */
  @Test
  default void theEndAtAnyByteEndsIt() throws InterruptedException {
    stopsAtAnyByte(true, LEFT);
  }

  private void stopsAtAnyByte(boolean ending, String... reasons) throws InterruptedException {
    for (var binds : List.of(true, false)) {
      var meetings = new ArrayList<Meeting>();
      var bytes = handshakeBytes(binds);
      for (var count = 0; count < bytes; count++) {
        meetings.add(meeting(binds, Tap.stopping(count, ending), ending ? time() : LIMIT));
      }
      for (var i = 0; i < bytes; i++) {
        try (var meeting = meetings.get(i)) {
          assertThat(meeting.other().end(time()))
              .as("after %d bytes", i)
              .get()
              .isIn((Object[]) reasons);
          assertThat(meeting.other().peer()).as("after %d bytes", i).isEmpty();
          assertThat(meeting.one().end(time())).as("after %d bytes, the other", i).isPresent();
        }
      }
    }
  }

  /** How many bytes a side writes until both have met. */
  private int handshakeBytes(boolean binds) throws InterruptedException {
    try (var meeting = meeting(binds, Tap.NONE, time())) {
      assertThat(meeting.isSettled(time())).isTrue();
      return meeting.one().written();
    }
  }

  /** Who such a side is for the other. */
  private Peer peerOf(boolean binds) throws InterruptedException {
    try (var meeting = meeting(binds, Tap.NONE, time())) {
      assertThat(meeting.isSettled(time())).isTrue();
      return meeting.other().peer().orElseThrow(() -> new AssertionError("they do not agree"));
    }
  }

  private Meeting meeting(boolean oneBinds, Tap tap, Duration limit) {
    return new Meeting(
        type(oneBinds), options(oneBinds, limit), tap, type(!oneBinds), options(!oneBinds, limit));
  }

  private Options options(boolean binds, Duration limit) {
    return (binds ? binding() : connecting())
        .with(Mechanisms.MECHANISM, mechanism())
        .with(Handshake.TIMEOUT, limit);
  }

  private static SocketType type(boolean binds) {
    return binds ? SocketType.ROUTER : SocketType.DEALER;
  }
}
