package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Exchange;
import org.weftmq.pattern.reqrep.Rep;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.test.Reached;
import org.weftmq.test.WeftDomain;

/** Envelopes (28/REQREP): whatever stands before the first empty frame comes back as it was. */
@Domain(WeftDomain.class)
@Domain(DomainContext.Global.class)
class EnvelopeProperties {
  /** Catches: frames of an envelope that are lost, moved, or looked into, however deep it is. */
  @StatisticsReport(onFailureOnly = true)
  @Property
  void aReplyHasTheEnvelopeOfItsRequest(
      @ForAll("envelopes") List<Frame> envelope, @ForAll Message question, @ForAll Message answer) {
    try (var still = new StillContext()) {
      var rep = Rep.open(still.context()).bind("inproc://desk");
      var peer = Dealer.open(still.context()).connect("inproc://desk");

      assertThat(peer.trySend(wrapped(envelope, question))).isTrue();
      var exchange = rep.tryReceive().orElseThrow();
      exchange.reply(answer);

      assertThat(exchange.request()).isEqualTo(question);
      assertThat(peer.tryReceive()).contains(wrapped(envelope, answer));
    }
    Reached.collect("a deep envelope", envelope.size() > 16);
  }

  /** Catches: exchanges that are mixed up when they are answered in another order, or by many. */
  @Property
  void exchangesMayBeAnsweredInAnyOrder(
      @ForAll @IntRange(min = 1, max = 4) int peers,
      @ForAll List<@IntRange(max = 3) Integer> order) {
    try (var still = new StillContext()) {
      var rep = Rep.open(still.context()).bind("inproc://desk");
      var dealers = new ArrayList<Dealer>();
      for (var i = 0; i < peers; i++) {
        dealers.add(Dealer.open(still.context()).connect("inproc://desk"));
      }
      var asked = new ArrayList<Integer>();
      for (var who : order) {
        asked.add(who % peers);
        dealers
            .get(who % peers)
            .trySend(wrapped(List.of(Frame.of("e" + asked.size())), still.next()));
      }

      var exchanges = new ArrayList<Exchange>();
      for (var exchange = rep.tryReceive(); exchange.isPresent(); exchange = rep.tryReceive()) {
        exchanges.add(exchange.get());
      }
      assertThat(exchanges).hasSize(order.size());
      for (var exchange : exchanges.reversed()) {
        exchange.reply(exchange.request());
      }

      for (var n = order.size(); n > 0; n--) { // each dealer gets its own, the last first
        var expected = wrapped(List.of(Frame.of("e" + n)), Message.of(Integer.toString(n - 1)));
        assertThat(dealers.get(asked.get(n - 1)).tryReceive()).contains(expected);
      }
    }
  }

  /** Catches: a malformed request that is answered, handed out, or blocks those behind it. */
  @Property
  void aRequestWithoutADelimiterIsPassedOver(@ForAll("envelopes") List<Frame> frames) {
    try (var still = new StillContext()) {
      var rep = Rep.open(still.context()).bind("inproc://desk");
      var peer = Dealer.open(still.context()).connect("inproc://desk");
      var good = Message.of("", "good");

      if (!frames.isEmpty()) {
        peer.trySend(Message.of(frames));
      }
      peer.trySend(good);

      assertThat(rep.tryReceive().map(Exchange::request)).contains(Message.of("good"));
      assertThat(rep.tryReceive()).isEmpty();
    }
  }

  /** Catches: a broker that is not transparent: k ROUTER-DEALER pairs give what none give. */
  @Property(tries = 50)
  void brokersDoNotShow(
      @ForAll @IntRange(max = 3) int brokers, @ForAll Message question, @ForAll Message answer) {
    try (var still = new StillContext()) {
      var requests = new ArrayList<Req>();
      var pumps = new ArrayList<Runnable>();
      var rep = Rep.openInTurns(still.context());
      rep.bind("inproc://desk-0");
      for (var i = 0; i < brokers; i++) {
        var front = Sockets.open(still.context(), SocketType.ROUTER);
        var back = Sockets.open(still.context(), SocketType.DEALER);
        back.connect("inproc://desk-" + i);
        front.bind("inproc://desk-" + (i + 1));
        pumps.add(() -> pump(front, back));
        pumps.add(() -> pump(back, front));
      }
      for (var i = 0; i < 3; i++) {
        requests.add(Req.open(still.context()).connect("inproc://desk-" + brokers));
      }

      for (var i = 0; i < requests.size(); i++) {
        requests.get(i).trySend(question.append(Frame.of("q" + i)));
      }
      for (var i = 0; i < requests.size(); i++) {
        pumps.reversed().forEach(Runnable::run);
        var got = rep.tryReceive().orElseThrow();
        assertThat(got).isEqualTo(question.append(got.frame(got.size() - 1)));
        rep.trySend(answer.append(got.frame(got.size() - 1)));
      }
      for (var i = 0; i < pumps.size(); i++) {
        pumps.forEach(Runnable::run);
      }

      for (var i = 0; i < requests.size(); i++) {
        assertThat(requests.get(i).tryReceive()).contains(answer.append(Frame.of("q" + i)));
      }
    }
  }

  private static void pump(Duplex from, Duplex to) {
    for (Optional<Message> m = from.tryReceive(); m.isPresent(); m = from.tryReceive()) {
      assertThat(to.trySend(m.get())).isTrue();
    }
  }

  @Provide
  Arbitrary<List<Frame>> envelopes() {
    return WeftDomain.frames()
        .filter(frame -> !frame.isEmpty())
        .list()
        .ofMaxSize(64)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Message wrapped(List<Frame> envelope, Message body) {
    var frames = new ArrayList<>(envelope);
    frames.add(Frame.empty());
    frames.addAll(body.frames());
    return Message.of(frames);
  }
}
