package org.weftmq.test;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.weftmq.Endpoint;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.RoutingId;
import org.weftmq.spi.Control;

/** Weft's values as jqwik makes them up: {@code @Domain(WeftDomain.class)}. */
public final class WeftDomain extends DomainContextBase {
  /** The sizes at which the wire's encoding changes (23/ZMTP: short and long frames). */
  private static final List<Integer> EDGES = List.of(0, 1, 254, 255, 256, 257);

  /** Those at which buffers end, and numbers of two bytes. */
  private static final List<Integer> LARGE = List.of(8191, 8192, 65_535, 65_536, 65_537);

  private static final int LONGEST_TOPIC = 4096;

  /** Frames, some of them slices of a larger array. */
  @Provide
  public static Arbitrary<Frame> frames() {
    var size = Arbitraries.frequencyOf(Tuple.of(9, sizes(20)), Tuple.of(1, Arbitraries.of(EDGES)));
    var bytes = size.flatMap(n -> Arbitraries.bytes().array(byte[].class).ofSize(n));
    return Combinators.combine(bytes, sizes(3), sizes(3)).as(WeftDomain::slice).withoutEdgeCases();
  }

  /** Frames of up to 65,537 bytes, most of them at the sizes where their form changes. */
  public static Arbitrary<Frame> framesOfAnySize() {
    var size = Arbitraries.oneOf(Arbitraries.of(EDGES), Arbitraries.of(LARGE));
    return Combinators.combine(size, Arbitraries.integers()).as(WeftDomain::pattern);
  }

  /** Large ones are not made up byte by byte, which would take long. */
  private static Frame pattern(int size, int seed) {
    var bytes = new byte[size];
    for (var i = 0; i < size; i++) {
      bytes[i] = (byte) (seed + i * 31);
    }
    return Frame.wrap(bytes);
  }

  private static Frame slice(byte[] bytes, int before, int behind) {
    var array = new byte[before + bytes.length + behind];
    System.arraycopy(bytes, 0, array, before, bytes.length);
    return Frame.wrap(array, before, bytes.length);
  }

  private static Arbitrary<Integer> sizes(int max) {
    return Arbitraries.integers().between(0, max);
  }

  /** Messages of 1 to 6 frames. */
  @Provide
  public static Arbitrary<Message> messages() {
    return frames().list().ofMinSize(1).ofMaxSize(6).map(Message::of).withoutEdgeCases();
  }

  /** Messages of 1 to 20 frames of any size. */
  public static Arbitrary<Message> messagesOfAnySize() {
    return framesOfAnySize().list().ofMinSize(1).ofMaxSize(20).map(Message::of);
  }

  /**
   * Topics, or prefixes of topics, which overlap: of few letters, and a few as long as they may be.
   */
  public static Arbitrary<Frame> topics() {
    var few = Arbitraries.strings().withChars('a', 'b');
    var longest = few.ofMaxLength(2).map(end -> "a".repeat(LONGEST_TOPIC - end.length()) + end);
    return Arbitraries.frequencyOf(Tuple.of(30, few.ofMaxLength(6)), Tuple.of(1, longest))
        .map(Frame::of);
  }

  /** Controls of every kind. */
  @Provide
  public static Arbitrary<Control> controls() {
    var group = Arbitraries.bytes().array(byte[].class).ofMaxSize(255).map(Frame::wrap);
    return Arbitraries.oneOf(
        frames().map(Control.Subscribe::new),
        frames().map(Control.Cancel::new),
        group.map(Control.Join::new),
        group.map(Control.Leave::new));
  }

  /** Routing ids: absent, chosen by a peer, made up by a ROUTER. */
  @Provide
  public static Arbitrary<RoutingId> routingIds() {
    var any = Arbitraries.bytes().array(byte[].class).ofMaxSize(RoutingId.MAX_SIZE);
    return Arbitraries.oneOf(
        any.map(bytes -> RoutingId.of(Frame.wrap(bytes))),
        Arbitraries.integers().map(RoutingId::generated));
  }

  /** Well-formed endpoints of any scheme. */
  @Provide
  public static Arbitrary<Endpoint> endpoints() {
    var scheme = Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1);
    var address = Arbitraries.strings().ofMinLength(1).ofMaxLength(30);
    return Combinators.combine(scheme.ofMaxLength(8), address).as(Endpoint::new);
  }

  /** Texts that are endpoints of the transports there are, and such with a few changes. */
  public static Arbitrary<String> endpointTexts() {
    var host = Arbitraries.of("127.0.0.1", "localhost", "*", "[::1]", "0.0.0.0", "eth0", "a.b-c");
    var port =
        Arbitraries.oneOf(
            Arbitraries.of("*", "0", "1", "5555", "65535", "65536", "+1", "-1", ""),
            Arbitraries.integers().map(String::valueOf));
    var name = Arbitraries.strings().ascii().ofMaxLength(120);
    var tcp = Combinators.combine(Arbitraries.of("tcp://", "udp://"), host, port);
    var grammar =
        Arbitraries.oneOf(
            tcp.as((scheme, where, number) -> scheme + where + ":" + number),
            name.map("inproc://"::concat),
            name.map("ipc:///tmp/"::concat));
    return Combinators.combine(grammar, Arbitraries.integers(), Arbitraries.chars().ascii())
        .as(WeftDomain::changed);
  }

  /** In one of two texts a character is another, or missing. */
  private static String changed(String text, int where, char other) {
    var at = Math.floorMod(where, 2 * text.length());
    return at >= text.length()
        ? text
        : text.substring(0, at) + (other < ' ' ? "" : other) + text.substring(at + 1);
  }
}
