package org.weftmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.weftmq.test.WeftDomain;

/** Routing ids and endpoints: what names peers and places. */
@Domain(WeftDomain.class)
@Domain(DomainContext.Global.class)
class NamesProperties {
  /** Catches: ids compared otherwise than by their bytes. */
  @Property
  void aRoutingIdIsItsBytes(@ForAll RoutingId a, @ForAll RoutingId b) {
    assertThat(RoutingId.of(a.frame())).isEqualTo(a).hasSameHashCodeAs(a);
    assertThat(a.equals(b)).isEqualTo(a.frame().equals(b.frame()));
    assertThat(a.isNone()).isEqualTo(a.equals(RoutingId.none()));
  }

  /** Catches: an id of a peer that could be taken for one that a ROUTER made up (28/REQREP). */
  @Property
  void aRoutingIdIsEitherChosenOrMadeUp(@ForAll RoutingId id, @ForAll int number) {
    assertThat(id.isGenerated()).isEqualTo(!id.isNone() && id.frame().byteAt(0) == 0);
    assertThat(RoutingId.generated(number).isGenerated()).isTrue();
    assertThat(RoutingId.generated(number)).isNotEqualTo(RoutingId.generated(number + 1));
  }

  /** Catches: a routing-id option that takes what no peer may choose (28/REQREP). */
  @Property
  void theOptionTakesWhatAPeerMayChoose(@ForAll RoutingId id) {
    if (id.isGenerated()) {
      assertThatThrownBy(() -> SocketOptions.ROUTING_ID.check(id))
          .isInstanceOf(BadOptionException.class);
    } else {
      assertThat(SocketOptions.ROUTING_ID.check(id)).isEqualTo(id);
    }
  }

  /** Catches: an id that does not fit its length byte on the wire (23/ZMTP). */
  @Property
  void aRoutingIdHasAtMost255Bytes(@ForAll @IntRange(max = 600) int size) {
    var frame = Frame.wrap(new byte[size]);

    if (size <= RoutingId.MAX_SIZE) {
      assertThat(RoutingId.of(frame).frame()).isEqualTo(frame);
    } else {
      assertThatThrownBy(() -> RoutingId.of(frame)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Catches: an endpoint that reads back as another. */
  @Property
  void anEndpointIsItsText(@ForAll Endpoint endpoint) {
    assertThat(Endpoint.parse(endpoint.toString())).isEqualTo(endpoint);
  }

  /** Catches: text that makes the parser throw anything but what it says. */
  @Property(tries = 1000)
  void anyTextIsAnEndpointOrIsRefused(@ForAll("texts") String given) {
    Endpoint parsed;
    try {
      parsed = Endpoint.parse(given);
    } catch (BadEndpointException e) {
      assertThat(e).hasMessageContaining(given);
      return;
    }
    assertThat(parsed.toString()).isEqualTo(given);
    assertThat(parsed.scheme()).matches("[a-z0-9]+");
    assertThat(parsed.address()).isNotEmpty();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(WeftDomain.endpointTexts(), Arbitraries.strings());
  }
}
