package org.weftmq.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketType;
import org.weftmq.pattern.radiodish.Dish;
import org.weftmq.pattern.radiodish.GroupMessage;
import org.weftmq.pattern.radiodish.Radio;
import org.weftmq.test.hostile.Intruder;
import org.weftmq.test.hostile.Speech;

/**
 * Peers that name groups as 48/RADIO-DISH does not allow: they lose their connection with the rule
 * as the reason, nobody else anything.
 */
class HostileGroupsTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int MORE = 1;
  private static final String LONGEST = "g".repeat(255);
  private static final String TOO_LONG = "g".repeat(256);

  private final Context context = Context.open();
  private final Radio radio = Radio.open(context).bind("tcp://127.0.0.1:*");
  private final Dish good = Dish.open(context).join("good").connect(radio.endpoint());
  private final Dish dish = Dish.open(context).join("good").join(LONGEST).bind("tcp://127.0.0.1:*");
  private final Radio goodRadio = Radio.open(context).connect(dish.endpoint());

  @BeforeEach
  void awaitTheGoodPeers() throws InterruptedException {
    assertThat(radio.awaitMembers("good", 1, SOON)).isTrue();
    assertThat(goodRadio.awaitMembers("good", 1, SOON)).isTrue();
  }

  @AfterEach
  void theGoodPeersAreServed() throws InterruptedException {
    try (context) {
      radio.send("good", "news");
      goodRadio.send("good", "news");

      var news = new GroupMessage("good", Frame.of("news"));
      assertThat(good.receive(SOON)).contains(news);
      assertThat(dish.receive(SOON)).contains(news);
      await().until(() -> radio.members(LONGEST) == 0); // what the others wanted is forgotten
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String reason(SocketEvents events) throws InterruptedException {
    for (; ; ) {
      if (events.next(SOON).orElseThrow() instanceof SocketEvent.PeerLeft left) {
        return left.reason();
      }
    }
  }

  /** The same, while the DISH is asked for messages and has none. */
  private String reasonWithoutAMessage(SocketEvents events) throws InterruptedException {
    for (; ; ) {
      assertThat(dish.tryReceive()).isEmpty();
      if (events.next(Duration.ofMillis(5)).orElse(null) instanceof SocketEvent.PeerLeft left) {
        return left.reason();
      }
    }
  }

  /** Catches: a name that is cut, taken whole, or refused without saying by which rule. */
  @ParameterizedTest
  @ValueSource(strings = {"JOIN", "LEAVE"})
  void aCommandWithTooLongAGroupEndsTheConnection(String command) throws Exception {
    try (var events = radio.events();
        var wordy = Intruder.to(radio.endpoint()).joins(SocketType.DISH)) {
      wordy.says(Speech.begin().command("JOIN", bytes(LONGEST)));
      assertThat(radio.awaitMembers(LONGEST, 1, SOON)).isTrue();

      wordy.says(Speech.begin().command(command, bytes(TOO_LONG)));

      wordy.awaitEnd();
      assertThat(reason(events))
          .contains("a group of 256 bytes; there are at most 255 (48/RADIO-DISH)");
      assertThat(radio.members(LONGEST)).isZero();
    }
  }

  /** Catches: the same, where the group is the first frame of a message. */
  @ParameterizedTest
  @ValueSource(ints = {256, 257, 65_536})
  void aMessageToTooLongAGroupEndsTheConnection(int size) throws Exception {
    try (var events = dish.events();
        var wordy = Intruder.to(dish.endpoint()).joins(SocketType.RADIO)) {
      wordy.says(
          Speech.begin().message("g".repeat(size), "rain").message(LONGEST, "comes too late"));

      assertThat(reasonWithoutAMessage(events))
          .isEqualTo(
              "it named a group of " + size + " bytes; there are at most 255 (48/RADIO-DISH)");
      wordy.awaitEnd();
    }
  }

  /** Catches: a name that is measured by the form of its frame (37/ZMTP: both forms are legal). */
  @Test
  void aShortGroupMayStandInALongFrame() throws Exception {
    try (var odd = Intruder.to(dish.endpoint()).joins(SocketType.RADIO)) {
      odd.says(
          Speech.begin()
              .announcing(MORE, LONGEST.length())
              .text(LONGEST)
              .announcing(0, 4)
              .text("rain"));

      assertThat(dish.receive(SOON)).contains(new GroupMessage(LONGEST, Frame.of("rain")));
    }
  }

  /** Catches: names that become one another because what is not UTF-8 is replaced. */
  @Test
  void bytesThatAreNotUtf8MatchNoOtherGroup() throws Exception {
    try (var odd = Intruder.to(radio.endpoint()).joins(SocketType.DISH)) {
      odd.says(Speech.begin().command("JOIN", bytes("gé")).command("JOIN", bytes("ok")));
      assertThat(radio.awaitMembers("ok", 1, SOON)).isTrue();

      assertThat(radio.members("g\ufffd")).isZero();
      assertThat(radio.members("gé")).isZero();
    }
    try (var odd = Intruder.to(dish.endpoint()).joins(SocketType.RADIO)) {
      dish.join("g\ufffd").join("gé");
      odd.says(Speech.begin().message("gé", "rain").message("good", "sun"));

      assertThat(dish.receive(SOON)).contains(new GroupMessage("good", Frame.of("sun")));
    }
  }

  /** Catches: a message that is no message to a group, but costs other peers theirs. */
  @Test
  void aMessageWithoutABodyEndsTheConnection() throws Exception {
    try (var events = dish.events();
        var terse = Intruder.to(dish.endpoint()).joins(SocketType.RADIO)) {
      terse.says(Speech.begin().message("good"));

      assertThat(reasonWithoutAMessage(events)).contains("a message of 1 frames; there are two");
      terse.awaitEnd();
    }
  }
}
