package org.weftmq.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.WeftException;
import org.weftmq.test.Characteristics;
import org.weftmq.test.Characteristics.Order;
import org.weftmq.test.Characteristics.Outgoing;
import org.weftmq.test.Eventually;
import org.weftmq.test.Recording;
import org.weftmq.test.Scheme;
import org.weftmq.test.Talker;

/** A socket and several of another type, that say this and that to each other. */
final class Play implements AutoCloseable {
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final String WARM_UP = "warm-up";

  /** Who plays: one of the first type, some of the other. */
  record Cast(SocketType hub, SocketType spoke) {
    boolean hasOneSpoke() {
      return Characteristics.of(hub).outgoing() == Outgoing.ONLY_PEER;
    }
  }

  private final Context context = Context.open();
  private final Recording recording;
  private final Characteristics row;
  private final Characteristics spokesRow;
  private final Talker hub;
  private final List<Talker> spokes = new ArrayList<>();
  private final List<Optional<Message>> envelopes = new ArrayList<>();
  private final Map<String, List<String>> heard = new TreeMap<>();
  private final int[] expected; // at each spoke
  private int expectedAtHub;
  private int turns;
  private int words;

  /** All are there and know one another once this returns. */
  Play(Cast cast, int count, Scheme scheme, boolean hubBinds, Recording recording)
      throws InterruptedException {
    this.recording = recording;
    row = Characteristics.of(cast.hub());
    spokesRow = Characteristics.of(cast.spoke());
    hub = Talker.of(context, cast.hub());
    expected = new int[count];
    if (hubBinds) {
      hub.bind(scheme.endpoint());
    }
    for (var i = 0; i < count; i++) {
      var spoke = Talker.of(context, cast.spoke());
      spokes.add(spoke);
      if (hubBinds) {
        spoke.connect(hub);
      } else {
        spoke.socket().bind(scheme.endpoint()); // under no name: several would have the same
        hub.connect(spoke);
      }
      assertThat(hub.socket().awaitPeers(i + 1, TIME)).isTrue();
      assertThat(spoke.socket().awaitPeers(1, TIME)).isTrue();
      introduce(spoke);
    }
    heard.put("refused", new ArrayList<>());
  }

  private void introduce(Talker spoke) throws InterruptedException {
    if (row.outgoing() == Outgoing.ADDRESSED) {
      spoke.say("hello");
      assertThat(hub.hears("hello", TIME)).isTrue();
      envelopes.add(hub.envelope());
    }
    if (row.outgoing() == Outgoing.FAN_OUT) {
      warmUp(hub, spoke);
    }
    if (spokesRow.outgoing() == Outgoing.FAN_OUT) {
      warmUp(spoke, hub);
    }
  }

  /** A subscription takes its time; what is said meanwhile is for nobody. */
  private void warmUp(Talker from, Talker to) throws InterruptedException {
    var word = WARM_UP + spokes.size(); // others may still hear those for others
    Eventually.within(TIME)
        .that("the subscription has arrived", () -> from.trySay(word) && hears(to, word));
  }

  private static boolean hears(Talker talker, String wanted) {
    for (var word = talker.tryHear(); word.isPresent(); word = talker.tryHear()) {
      if (word.get().equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** One thing that is done, whatever the number makes of it. */
  void step(int number) throws InterruptedException {
    var who = number / 4 % spokes.size();
    switch (number % 4) {
      case 0 -> misuse();
      case 1 -> spokeSays(who);
      default -> hubSays(who);
    }
  }

  /** What the type cannot do, or not now. */
  private void misuse() {
    if (row.type() == SocketType.SUB || row.type() == SocketType.DISH) {
      return; // whose classes have no such method
    }
    try {
      if (!row.sends() || row.order() == Order.ANSWERS) {
        hub.trySay("out of turn");
      } else if (!row.receives() || row.order() == Order.ASKS) {
        hub.tryHear();
      } else {
        return;
      }
      heard.get("refused").add("nothing");
    } catch (WeftException e) {
      heard.get("refused").add(e.getClass().getSimpleName());
    }
  }

  private void spokeSays(int who) throws InterruptedException {
    if (row.order() == Order.ANSWERS) {
      exchange(spokes.get(who), "spoke " + who, hub, "hub");
    } else if (spokesRow.sends() && row.receives() && mayBegin(spokesRow)) {
      spokes.get(who).say(who + " says " + words++);
      recording.does("spoke " + who, "say " + (words - 1));
      expectedAtHub++;
    }
  }

  private static boolean mayBegin(Characteristics type) {
    return type.outgoing() != Outgoing.ADDRESSED && type.order() == Order.ANY
        || type.order() == Order.SENDS;
  }

  private void hubSays(int who) throws InterruptedException {
    if (row.order() == Order.ASKS) {
      var next = turns++ % spokes.size();
      exchange(hub, "hub", spokes.get(next), "spoke " + next);
      return;
    }
    if (!row.sends() || row.order() == Order.ANSWERS) {
      return;
    }
    var word = "word " + words++;
    recording.does("hub", "say " + word);
    switch (row.outgoing()) {
      case ADDRESSED -> {
        hub.turnTo(envelopes.get(who)).say(word);
        expected[who]++;
      }
      case ROUND_ROBIN, ONLY_PEER -> {
        hub.say(word);
        expected[turns++ % spokes.size()]++;
      }
      default -> {
        hub.say(word);
        for (var i = 0; i < expected.length; i++) {
          expected[i]++;
        }
      }
    }
  }

  private void exchange(Talker asker, String askersName, Talker answerer, String name)
      throws InterruptedException {
    var word = "question " + words++;
    asker.say(word);
    assertThat(answerer.hears(word, TIME)).isTrue();
    recording.passes(askersName, name, word);
    answerer.say("re: " + word);
    assertThat(asker.hears("re: " + word, TIME)).isTrue();
    recording.passes(name, askersName, "re: " + word);
    heard.computeIfAbsent(askersName, n -> new ArrayList<>()).add(word);
  }

  /** What each heard of whom, once all that was said has arrived. */
  Map<String, List<String>> end() throws InterruptedException {
    for (var i = 0; i < expected.length; i++) {
      if (spokesRow.receives() && spokesRow.order() == Order.ANY
          || spokesRow.order() == Order.RECEIVES) {
        hear(spokes.get(i), "spoke " + i, expected[i]);
      }
    }
    if (row.receives() && row.order() != Order.ASKS && row.order() != Order.ANSWERS) {
      hear(hub, "hub", expectedAtHub);
    }
    assertThat(hub.socket().stats().isBalanced()).isTrue();
    return heard;
  }

  private void hear(Talker talker, String name, int count) throws InterruptedException {
    for (var i = 0; i < count; ) {
      var next =
          Eventually.within(TIME).see("a word for " + name, talker::tryHear, Optional::isPresent);
      var word = next.orElseThrow();
      if (!word.startsWith(WARM_UP)) {
        recording.does(name, "hear " + word);
        heard.computeIfAbsent(lane(name, word), n -> new ArrayList<>()).add(word);
        i++;
      }
    }
    assertThat(talker.tryHear().filter(word -> !word.startsWith(WARM_UP))).isEmpty();
  }

  /** Of several that speak at the same time, each is in order for itself. */
  private static String lane(String name, String word) {
    return name.equals("hub") ? name + " of " + word.charAt(0) : name;
  }

  @Override
  public void close() {
    context.close();
  }
}
