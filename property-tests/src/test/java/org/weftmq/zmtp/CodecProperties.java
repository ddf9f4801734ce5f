package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.test.Reached;
import org.weftmq.test.WeftDomain;

/**
 * The codec of ZMTP: what is written is read, however it is cut, and nothing else does any harm.
 */
class CodecProperties {
  private static final Limits LIMITS = new Limits(16 << 20, 32);

  /** Catches: bytes that another implementation of 37/ZMTP would not have sent. */
  @Property
  void writesTheBytesOfTheRfc(@ForAll("items") List<Item> items, @ForAll long seed)
      throws IOException {
    var writer = new FrameWriter(true);
    items.forEach(writer::add);

    assertThat(WireBytes.written(writer, new Random(seed))).isEqualTo(WireBytes.encoded(items));
  }

  /** Catches: state that is lost between two reads, sizes that are off by one at an edge. */
  @Property
  void readsWhatWasWrittenHoweverItIsCut(@ForAll("items") List<Item> items, @ForAll long seed) {
    var reading = read(WireBytes.encoded(items), seed);

    assertThat(reading.error()).isEmpty();
    assertThat(reading.found()).isEqualTo(items.stream().map(CodecProperties::command).toList());
    assertThat(reading.betweenMessages()).isTrue();
  }

  /**
   * Catches: bytes lost or doubled where a body is no longer read through the buffer, or is again.
   */
  @Property(tries = 200)
  void readsLongBodiesWhereTheyAreToStay(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 300_000) Integer> sizes,
      @ForAll long seed)
      throws IOException {
    var random = new Random(seed);
    var messages =
        sizes.stream()
            .map(
                size -> {
                  var bytes = new byte[size];
                  random.nextBytes(bytes);
                  return Message.wrap(bytes);
                })
            .toList();

    var reading =
        WireBytes.readFromWire(
            WireBytes.encoded(List.copyOf(messages)), new MessageReader(LIMITS), random);

    assertThat(reading.found()).isEqualTo(messages);
    assertThat(reading.betweenMessages()).isTrue();
  }

  private static Object command(Item item) {
    return switch (item) {
      case Message message -> message;
      case Control.Subscribe(Frame prefix) -> new Command.Subscribe(prefix);
      case Control.Cancel(Frame prefix) -> new Command.Cancel(prefix);
      case Control.Join(Frame group) -> new Command.Join(group);
      case Control.Leave(Frame group) -> new Command.Leave(group);
    };
  }

  /**
   * Catches: a writer that counts an item as written too early or too late, so that after a
   * reconnect it is lost or sent twice; one that takes half an item for none.
   */
  @Property
  void knowsAtEachByteWhichItemsAreWritten(@ForAll("items") List<Item> items, @ForAll long seed)
      throws IOException {
    var writer = new FrameWriter(true);
    var ends = new ArrayList<Integer>();
    for (var i = 0; i < items.size(); i++) {
      writer.add(items.get(i));
      ends.add(WireBytes.encoded(items.subList(0, i + 1)).length);
    }
    var wire = new WireBytes.SlowWire(new Random(seed));

    var completed = 0;
    while (!writer.isWritten()) {
      completed += writer.writeTo(wire);
      var taken = wire.taken.size();
      assertThat(completed).isEqualTo((int) ends.stream().filter(end -> end <= taken).count());
      assertThat(writer.isItemBroken()).isEqualTo(taken > 0 && !ends.contains(taken));
    }
    assertThat(completed).isEqualTo(items.size());
  }

  /** Catches: a message handed out before its last byte has come, or not although it has. */
  @Property
  void aPrefixGivesExactlyWhatItHoldsWhole(
      @ForAll("items") List<Item> items, @ForAll long seed, @ForAll int where) {
    var bytes = WireBytes.encoded(items);
    var cut = Math.floorMod(where, bytes.length + 1);

    var reading = read(Arrays.copyOf(bytes, cut), seed);

    var whole = 0;
    while (whole < items.size() && WireBytes.encoded(items.subList(0, whole + 1)).length <= cut) {
      whole++;
    }
    assertThat(reading.error()).isEmpty();
    assertThat(reading.found())
        .isEqualTo(items.subList(0, whole).stream().map(CodecProperties::command).toList());
  }

  /**
   * Catches: anything but an error that ends the connection; a meaning that depends on the cuts.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(tries = 1000)
  void whateverComesIsReadTheSameWayHoweverItIsCut(
      @ForAll("mutants") byte[] bytes, @ForAll long one, @ForAll long another) {
    var reading = read(bytes, one);

    assertThat(read(bytes, another)).isEqualTo(reading);
    Reached.collect("refused", !reading.error().isEmpty());
    Reached.collect("found something", !reading.found().isEmpty());
  }

  /** Catches: memory that is taken for bytes that were announced and never came (law 10). */
  @Property(tries = 500)
  void takesMemoryForWhatCameNotForWhatWasAnnounced(
      @ForAll("announcements") byte[] bytes, @ForAll long seed) {
    var reader = new MessageReader(new Limits(Long.MAX_VALUE, 1 << 20));
    read(new byte[0], seed); // so that what is loaded once is loaded
    var before = allocated();

    WireBytes.read(bytes, reader, new Random(seed));

    assertThat(allocated() - before).isLessThan(256 * 1024 + 200L * bytes.length);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** Catches: limits that can be passed in pieces (libzmq: an endless run of MORE frames). */
  @Property
  void noMessageIsLargerThanAllowed(@ForAll("items") List<Item> items, @ForAll long seed) {
    var limits = new Limits(200, 3);
    var bytes = WireBytes.encoded(items);

    var reading = WireBytes.read(bytes, new MessageReader(limits), new Random(seed));

    for (var found : reading.found()) {
      if (found instanceof Message message) {
        assertThat(message.byteSize()).isLessThanOrEqualTo(200);
        assertThat(message.size()).isLessThanOrEqualTo(3);
      }
    }
    var tooLarge =
        items.stream()
            .filter(i -> i instanceof Message m && (m.byteSize() > 200 || m.size() > 3))
            .findFirst();
    assertThat(reading.error().isEmpty()).isEqualTo(tooLarge.isEmpty());
    assertThat(reading.found()).hasSize(tooLarge.map(items::indexOf).orElse(items.size()));
  }

  /** Catches: payloads that are mistaken for protocol. */
  @Property
  void doesNotLookIntoPayloads(@ForAll("items") List<Item> items, @ForAll long seed) {
    var disguised = Frame.wrap(WireBytes.encoded(items));
    var message = Message.of(disguised).append(Frame.of("\u0004PING")).append(disguised);

    var reading = read(WireBytes.encoded(List.of(message)), seed);

    assertThat(reading.found()).isEqualTo(List.of(message));
  }

  private static WireBytes.Reading read(byte[] bytes, long seed) {
    return WireBytes.read(bytes, new MessageReader(LIMITS), new Random(seed));
  }

  @Provide
  Arbitrary<List<Item>> items() {
    return Arbitraries.<Item>frequencyOf(
            Tuple.of(20, WeftDomain.messages()),
            Tuple.of(4, WeftDomain.controls()),
            Tuple.of(1, WeftDomain.messagesOfAnySize()))
        .list()
        .ofMaxSize(12)
        .withoutEdgeCases();
  }

  /** Legal streams with a few bytes changed, taken out or put in; and noise. */
  @Provide
  Arbitrary<byte[]> mutants() {
    var legal =
        Arbitraries.<Item>frequencyOf(
                Tuple.of(4, WeftDomain.messages()), Tuple.of(1, WeftDomain.controls()))
            .list()
            .ofMaxSize(6)
            .map(WireBytes::encoded);
    var mutations = Arbitraries.longs().list().ofMaxSize(4);
    var mutants = Combinators.combine(legal, mutations).as(CodecProperties::mutated);
    var noise =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(CodecProperties::likeFrames);
    return Arbitraries.frequencyOf(Tuple.of(4, mutants), Tuple.of(1, noise)).withoutEdgeCases();
  }

  private static byte[] mutated(byte[] legal, List<Long> mutations) {
    var bytes = legal;
    for (var mutation : mutations) {
      var random = new Random(mutation);
      var at = random.nextInt(bytes.length + 1);
      var out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      if (random.nextBoolean()) {
        out.write(random.nextBoolean() ? random.nextInt(8) : random.nextInt(256));
      }
      var rest = Math.min(bytes.length, at + (random.nextInt(3) == 0 ? 0 : 1));
      out.write(bytes, rest, bytes.length - rest);
      bytes = out.toByteArray();
    }
    return bytes;
  }

  /** Noise that does not fail at its first byte. */
  private static byte[] likeFrames(byte[] noise) {
    if (noise.length > 0) {
      noise[0] &= 0x07;
    }
    return noise;
  }

  /** Some legal frames, then a header that announces much, then little of it. */
  @Provide
  Arbitrary<byte[]> announcements() {
    var announced =
        Arbitraries.of(
            (1L << 20) + 1, Integer.MAX_VALUE - 9L, (long) Integer.MAX_VALUE, 1L << 40, -1L);
    var some = Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000);
    var frames = WeftDomain.messages().list().ofMaxSize(3);
    return Combinators.combine(frames, announced, Arbitraries.of(0, 1, 4), some)
        .as(
            (messages, size, flags, body) -> {
              var bytes = new ByteArrayOutputStream();
              bytes.writeBytes(WireBytes.encoded(new ArrayList<>(messages)));
              bytes.write(flags | 0x02);
              bytes.writeBytes(ByteBuffer.allocate(8).putLong(size).array());
              bytes.writeBytes(body);
              return bytes.toByteArray();
            })
        .withoutEdgeCases();
  }
}
