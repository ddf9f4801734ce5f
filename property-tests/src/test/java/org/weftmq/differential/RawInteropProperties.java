package org.weftmq.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.weftmq.Context;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketEvent;
import org.weftmq.SocketEvents;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.fuzz.Grammar;
import org.weftmq.fuzz.Mutation;
import org.weftmq.interop.Binding;
import org.weftmq.interop.PeerProcess;
import org.weftmq.pattern.pipeline.Pull;
import org.weftmq.test.Eventually;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;
import org.weftmq.test.hostile.Intruder;
import org.weftmq.test.hostile.Speech;

/** The same bytes, right or wrong and however cut, mean the same to Weft and to libzmq. */
@AddLifecycleHook(NeedsLibzmq.class)
@AddLifecycleHook(RecordedTries.class)
class RawInteropProperties {
  private static final Eventually SOON = Eventually.within(Duration.ofSeconds(20));
  private static final String TAIL = "tail";
  private static final Message TAIL_ALONE = Message.of(TAIL);
  private static final int GREETING = 64;

  private static Context context;
  private static Pull pull;
  private static SocketEvents events;
  private static PeerProcess libzmq;
  private static String theirs;
  private static int connections;

  @BeforeContainer
  static void open() {
    context = Context.open();
    pull =
        Pull.open(context).set(SocketOptions.RECEIVE_HIGH_WATER_MARK, 0).bind("tcp://127.0.0.1:*");
    events = pull.events();
    libzmq =
        PeerProcess.start(
            "libzmq", Binding.PYZMQ, RawInteropProperties.class.getResource("raw.py"));
    theirs = libzmq.call("bind");
  }

  @AfterContainer
  static void close() {
    context.close();
    libzmq.close();
  }

  /**
   * Catches: a size, a flag or an end of message that is read otherwise than libzmq reads it; bytes
   * lost or doubled where a read ends; a message that is delivered though it never became whole; a
   * connection that is ended, or not ended, where libzmq does otherwise and nobody decided so.
   */
  @Property(edgeCases = EdgeCasesMode.NONE, tries = 200, shrinking = ShrinkingMode.OFF)
  void theSameBytesAreTheSameMessages(
      @ForAll long seed, @ForAll @IntRange(max = 3) int mutations, Recording recording)
      throws Exception {
    var random = new Random(seed);
    var bytes = bytes(random, mutations);
    var cuts = random.nextInt(4);
    recording.does("peer", Frame.wrap(bytes).hex());

    var asLibzmq = libzmqReads(bytes, cuts, seed);
    recording.does("libzmq", asLibzmq);
    var read = weftReads(bytes, cuts, seed);
    var asWeft = read.messages();
    recording.does("weft", asWeft + " " + read.reason());

    if (Stream.of(Stricter.values()).anyMatch(known -> read.reason().startsWith(known.reason()))) {
      assertThat(asLibzmq).as("where Weft stops: %s", read.reason()).startsWith(asWeft);
    } else {
      assertThat(asWeft).as("%s", read.reason()).isEqualTo(asLibzmq);
    }
    cover("something was delivered", !asWeft.isEmpty());
    cover("read to its end", asWeft.endsWith(hex(TAIL_ALONE)));
    cover("refused by both", asWeft.equals(asLibzmq) && read.reason().startsWith("the peer sent"));
    cover("compared without a difference", asWeft.equals(asLibzmq) && mutations > 0);
  }

  /** Catches: a difference that is gone, or never was, and would excuse another one. */
  @Property(tries = 1)
  void whereWeftIsStricterLibzmqGoesOn() throws Exception {
    for (var stricter : Stricter.values()) {
      var bytes = stricter.speech().message(TAIL).bytes();
      var asWeft = weftReads(bytes, 0, 0);

      assertThat(asWeft.messages()).as("%s, Weft", stricter).isEmpty();
      assertThat(asWeft.reason()).as("%s, Weft", stricter).startsWith(stricter.reason());
      assertThat(libzmqReads(bytes, 0, 0)).as("%s, libzmq", stricter).endsWith(hex(TAIL_ALONE));
    }
  }

  private static void cover(String label, boolean reached) {
    Statistics.label(label).collect(reached).coverage(c -> c.check(true).count(n -> n > 0));
  }

  private static String libzmqReads(byte[] bytes, int cuts, long seed) throws IOException {
    var last = "last" + ++connections;
    say(theirs, bytes, cuts, seed);
    end(theirs, last);
    return libzmq.call("until", last);
  }

  /** The messages that came, and why the connection ended. */
  private record Read(String messages, String reason) {}

  private static Read weftReads(byte[] bytes, int cuts, long seed) throws Exception {
    var last = "last" + ++connections;
    say(pull.endpoint(), bytes, cuts, seed);
    var left = SOON.event(events, SocketEvent.PeerLeft.class);
    end(pull.endpoint(), last);
    var messages = until(last);
    SOON.event(events, SocketEvent.PeerLeft.class);
    return new Read(messages, left.reason());
  }

  /** Traffic, perhaps with changes to it, and one message more. */
  private static byte[] bytes(Random random, int mutations) {
    var out = new ByteArrayOutputStream();
    Grammar.traffic(out, random);
    var bytes = out.toByteArray();
    var mutation = new Mutation(random, Grammar.words());
    for (var i = 0; i < mutations; i++) {
      bytes = mutation.of(bytes, bytes);
    }
    out.reset();
    out.writeBytes(withoutSubscriptions(bytes));
    out.writeBytes(Speech.begin().message(TAIL).bytes());
    return out.toByteArray();
  }

  /** Whatever its type, a socket of libzmq takes SUBSCRIBE and CANCEL for messages. */
  private static byte[] withoutSubscriptions(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .replace("SUBSCRIBE", "subscribe")
        .replace("CANCEL", "cancel")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Says it in pieces, ends, and waits until the other side has ended, too. */
  private static void say(String endpoint, byte[] bytes, int cuts, long seed) throws IOException {
    var random = new Random(seed);
    var speech = Speech.begin();
    var at = 0;
    for (var i = 0; i < cuts; i++) {
      var to = at + random.nextInt(bytes.length - at + 1);
      speech = speech.bytes(Arrays.copyOfRange(bytes, at, to)).pause(Duration.ofNanos(50_000));
      at = to;
    }
    speech = speech.bytes(Arrays.copyOfRange(bytes, at, bytes.length)).finish();
    try (var intruder = join(endpoint)) {
      try {
        intruder.says(speech);
      } catch (IOException e) {
        // cut off at a wrong byte: what came before it counts all the same
      }
      intruder.awaitEnd();
    }
  }

  private static void end(String endpoint, String last) throws IOException {
    try (var intruder = join(endpoint)) {
      intruder.says(Speech.begin().message(last).finish());
      intruder.awaitEnd();
    }
  }

  /** Returns once the other side is ready: who ends before may never have been listened to. */
  private static Intruder join(String endpoint) throws IOException {
    var intruder = Intruder.to(endpoint).joins(SocketType.PUSH);
    intruder.hears(GREETING);
    intruder.hearsFrame();
    return intruder;
  }

  private static String until(String last) throws InterruptedException {
    var messages = new StringBuilder();
    var found = false;
    for (var next = pull.receive(Duration.ofSeconds(20));
        next.isPresent();
        next = found ? pull.tryReceive() : pull.receive(Duration.ofSeconds(20))) {
      if (next.get().equals(Message.of(last))) {
        found = true;
      } else {
        messages.append(hex(next.get()));
      }
    }
    return found ? messages.toString() : "lost " + last;
  }

  private static String hex(Message message) {
    return message.frames().stream()
            .map(frame -> frame.isEmpty() ? "-" : frame.hex())
            .collect(Collectors.joining(" "))
        + "/";
  }
}
