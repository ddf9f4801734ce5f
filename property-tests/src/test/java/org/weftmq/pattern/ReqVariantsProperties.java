package org.weftmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.StatisticsReport;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.reqrep.Req;
import org.weftmq.pattern.reqrep.Router;
import org.weftmq.test.Reached;
import org.weftmq.test.RecordedTries;
import org.weftmq.test.Recording;

/**
 * REQ with {@code relaxed} and {@code correlate}: one that may ask again before it was answered,
 * among peers that answer any request they ever got, late, twice, or in another order.
 */
@AddLifecycleHook(RecordedTries.class)
class ReqVariantsProperties {
  private static final int PEERS = 2;

  private sealed interface Act {}

  private record Send() implements Act {}

  private record Receive() implements Act {}

  /** To one of the last requests that this peer got. */
  private record Reply(int who, int back) implements Act {}

  /**
   * Catches: with {@code correlate}, a reply to a request before the last that is taken for the
   * last one's; without {@code relaxed}, a second request that is let out; a reply of a peer that
   * was not asked; one that came before the request was made; a new request that goes to the peer
   * whose turn it is not.
   */
  @StatisticsReport(onFailureOnly = true)
  @Property(edgeCases = EdgeCasesMode.NONE)
  void takesNoReplyButThatToItsLastRequest(
      @ForAll boolean relaxed,
      @ForAll boolean correlate,
      @ForAll("scripts") List<Act> script,
      Recording recording) {
    try (var talk = new Talk(relaxed, correlate, recording)) {
      script.forEach(talk::act);
      talk.collectWhatWasReached();
    }
  }

  @Provide
  Arbitrary<List<Act>> scripts() {
    var who = Arbitraries.integers().between(0, PEERS - 1);
    var back = Arbitraries.integers().between(0, 2);
    var act =
        Arbitraries.<Act>frequencyOf(
            Tuple.of(4, Arbitraries.just(new Send())),
            Tuple.of(4, Arbitraries.just(new Receive())),
            Tuple.of(6, who.flatMap(w -> back.map(b -> new Reply(w, b)))));
    return act.list().ofMaxSize(60).withSizeDistribution(RandomDistribution.uniform());
  }

  private static final class Talk implements AutoCloseable {
    /** A request as its peer got it: what is in front of the delimiter tells it from others. */
    private record Request(Routed routed, int number) {}

    private record Answer(int number, Message body) {}

    private final StillContext still = new StillContext();
    private final boolean relaxed;
    private final boolean correlate;
    private final Recording recording;
    private final Req req;
    private final List<Router> peers = new ArrayList<>();
    private final Map<Integer, List<Request>> requests = new HashMap<>();
    // what each peer has said since the last request went out
    private final Map<Integer, Deque<Answer>> answers = new HashMap<>();
    private boolean waiting;
    private int asked;
    private int number;
    private boolean outOfTurn;
    private boolean stale;
    private boolean answered;

    Talk(boolean relaxed, boolean correlate, Recording recording) {
      this.relaxed = relaxed;
      this.correlate = correlate;
      this.recording = recording;
      this.req = Req.open(still.context()).set(Req.RELAXED, relaxed).set(Req.CORRELATE, correlate);
      for (var i = 0; i < PEERS; i++) {
        peers.add(Router.open(still.context()).bind("inproc://peer-" + i));
        req.connect("inproc://peer-" + i);
        requests.put(i, new ArrayList<>());
        answers.put(i, new ArrayDeque<>());
      }
      asked = PEERS - 1;
    }

    void act(Act act) {
      switch (act) {
        case Send() -> send();
        case Receive() -> receive();
        case Reply(int who, int back) -> reply(who, back);
      }
    }

    private void send() {
      var body = still.next();
      recording.does("req", "send " + body.text());
      if (waiting && !relaxed) {
        outOfTurn = true;
        assertThatThrownBy(() -> req.trySend(body)).isInstanceOf(WrongStateException.class);
        return;
      }
      assertThat(req.trySend(body)).isTrue();
      waiting = true;
      number++;
      asked = (asked + 1) % PEERS;
      answers.values().forEach(Deque::clear);
      for (var i = 0; i < PEERS; i++) {
        var got = peers.get(i).tryReceive();
        assertThat(got.isPresent()).as("peer %s was asked", i).isEqualTo(i == asked);
        if (got.isPresent()) {
          assertThat(got.get().body().frames().getLast().text()).isEqualTo(body.text());
          assertThat(got.get().body().size()).isEqualTo(correlate ? 3 : 2);
          recording.passes("req", "peer " + i, body.text());
          requests.get(i).add(new Request(got.get(), number));
        }
      }
    }

    private void reply(int who, int back) {
      var got = requests.get(who);
      if (got.size() > back) {
        var request = got.get(got.size() - 1 - back);
        var body = still.next();
        var envelope = request.routed().body();
        recording.does("peer " + who, "reply " + body.text() + " to " + request.number());
        peers
            .get(who)
            .send(
                request.routed().id(),
                Message.of(envelope.frames().subList(0, envelope.size() - 1)).append(body.first()));
        answers.get(who).add(new Answer(request.number(), body));
      }
    }

    private void receive() {
      recording.does("req", "receive");
      if (!waiting) {
        outOfTurn = true;
        assertThatThrownBy(req::tryReceive).isInstanceOf(WrongStateException.class);
        return;
      }
      var expected = Optional.<Answer>empty();
      for (var from = answers.get(asked); expected.isEmpty() && !from.isEmpty(); ) {
        expected = Optional.of(from.remove()).filter(a -> !correlate || a.number() == number);
        stale |= expected.isEmpty();
      }

      var reply = req.tryReceive();
      reply.ifPresent(body -> recording.passes("peer " + asked, "req", body.text()));
      assertThat(reply).isEqualTo(expected.map(Answer::body));

      if (expected.isPresent()) {
        waiting = false;
        answered = true;
      }
    }

    void collectWhatWasReached() {
      Reached.collect("out of turn", outOfTurn);
      Reached.collect("a stale reply passed over", stale);
      Reached.collect("answered", answered);
    }

    @Override
    public void close() {
      still.close();
    }
  }
}
