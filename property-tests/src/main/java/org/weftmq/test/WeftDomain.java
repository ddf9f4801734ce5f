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

  /** Frames, some of them slices of a larger array. */
  @Provide
  public static Arbitrary<Frame> frames() {
    var size = Arbitraries.frequencyOf(Tuple.of(9, sizes(20)), Tuple.of(1, Arbitraries.of(EDGES)));
    var bytes = size.flatMap(n -> Arbitraries.bytes().array(byte[].class).ofSize(n));
    return Combinators.combine(bytes, sizes(3), sizes(3)).as(WeftDomain::slice).withoutEdgeCases();
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
}
