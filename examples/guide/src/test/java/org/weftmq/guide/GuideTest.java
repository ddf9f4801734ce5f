package org.weftmq.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.pattern.pubsub.Pub;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.reqrep.Dealer;
import org.weftmq.pattern.reqrep.Router;

class GuideTest {
  /** A program, as the method that starts it. */
  interface Program {
    void main(String... args) throws Exception;
  }

  @Test
  void helloWorldGetsItsAnswers() throws Exception {
    assertThat(outputOf(HelloWorld::main).lines())
        .containsExactly("Hello 1 -> World 1", "Hello 2 -> World 2", "Hello 3 -> World 3");
  }

  @Test
  void ventilatorCollectsAllResults() throws Exception {
    assertThat(outputOf(Ventilator::main).lines())
        .containsExactly("100 tasks, 3 workers, sum of squares: 338350");
  }

  @Test
  void pairRelayPassesTheBatonThroughAllStages() throws Exception {
    assertThat(outputOf(PairRelay::main).lines())
        .containsExactly("the baton went through 1000 of 1000 stages");
  }

  @Test
  void pairRelayTakesTheNumberOfStages() throws Exception {
    assertThat(outputOf(PairRelay::main, "1").lines())
        .containsExactly("the baton went through 1 of 1 stages");
  }

  @Test
  void asyncServerAnswersAllClients() throws Exception {
    assertThat(outputOf(AsyncServer::main).lines())
        .containsExactly(
            "client 1 got 5 answers", "client 2 got 5 answers", "client 3 got 5 answers");
  }

  @Test
  void requestBrokerSharesTheRequestsOut() throws Exception {
    assertThat(outputOf(RequestBroker::main, "6").lines())
        .containsExactly("Ann answered 3", "Bob answered 3");
  }

  @Test
  void multithreadedServerServesAllAtTheSameTime() throws Exception {
    assertThat(outputOf(MultithreadedServer::main, "3").lines())
        .containsExactly("World 1", "World 2", "World 3", "the proxy moved 3 requests");
  }

  @Test
  void loadBalancerPassesOverABusyWorker() throws Exception {
    assertThat(outputOf(LoadBalancer::main, "5").lines())
        .containsExactly("5 short tasks done by the worker that was idle", "the long task is done");
  }

  @Test
  void weatherGetsTheUpdatesOfOnePlace() throws Exception {
    assertThat(outputOf(Weather::main, "10003", "5").lines())
        .singleElement()
        .asString()
        .matches("average of 5 temperatures at 10003: -?\\d+");
  }

  @Test
  void weatherTakesTheAverageOfWhatItSubscribedTo() throws Exception {
    try (var context = Context.open();
        var server = Pub.open(context).bind("inproc://weather");
        var client = Sub.open(context).subscribe("1 ").connect("inproc://weather")) {
      server.awaitSubscribers(1, Duration.ofSeconds(10));
      for (var update : List.of("1 -10 50", "12 99 50", "1 -20 50", "2 99 50", "1 15 50")) {
        server.send(update);
      }

      assertThat(Weather.averageTemperature(client, 3)).isEqualTo(-5);
    }
  }

  @Test
  void awaitSubscribersLosesNothing() throws Exception {
    assertThat(outputOf(AwaitSubscribers::main, "3").lines())
        .hasSize(3)
        .allMatch(line -> line.equals("received 10000 of 10000 updates"));
  }

  @Test
  void nodeCoordinationLosesNothing() throws Exception {
    assertThat(outputOf(NodeCoordination::main, "4").lines())
        .hasSize(4)
        .allMatch(line -> line.equals("received 100 of 100 updates"));
  }

  @Test
  void weatherBridgeIsCrossedOnlyByWhatIsWanted() throws Exception {
    assertThat(outputOf(WeatherBridge::main, "2000").lines())
        .containsExactly(
            "the last update is 10001 2000", "published: 20000", "crossed the bridge: 2000");
  }

  @Test
  void espressoListensToBothDirections() throws Exception {
    assertThat(outputOf(Espresso::main).lines())
        .containsExactly(
            "subscribe to A",
            "A-1",
            "A-2",
            "A-3",
            "A-4",
            "A-5",
            "unsubscribe from A",
            "that is all");
  }

  @Test
  void lastValueCacheServesTheNewcomerAlone() throws Exception {
    assertThat(outputOf(LastValueCache::main).lines())
        .containsExactly("early: 2000", "newcomer: 2000", "newcomer: 2100", "early: 2100");
  }

  @Test
  void heartbeatsReportNewAndLostHearts() throws Exception {
    assertThat(outputOf(Heartbeats::main, "3", "200").lines())
        .containsSubsequence("new: heart 1", "lost: heart 1")
        .contains("new: heart 2", "new: heart 3");
  }

  @Test
  void aPongCountsOnlyForTheLastPing() throws Exception {
    try (var context = Context.open();
        var pings = Pub.open(context).bind("inproc://pings");
        var pongs = Router.open(context).bind("inproc://pongs");
        var in = Sub.open(context).subscribe("").connect("inproc://pings");
        var out = Dealer.open(context).set(SocketOptions.ROUTING_ID, RoutingId.of("slow"))) {
      out.connect("inproc://pongs");
      pings.awaitSubscribers(1, Duration.ofSeconds(10));
      var beats = new Heartbeats(pings, pongs, Duration.ofMillis(100));

      assertThat(beats.beat()).isEmpty();
      out.send(in.receive());
      assertThat(beats.beat()).isEmpty();

      Thread.startVirtualThread(() -> in.forEach(out::trySend));
      await().until(() -> beats.beat().contains(RoutingId.of("slow")));
    }
  }

  @Test
  void httpServerServesAPage() throws Exception {
    assertThat(outputOf(HttpServer::main).lines()).containsExactly("You asked for /hello");
  }

  static String outputOf(Program program, String... args) throws Exception {
    var before = System.out;
    var output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      program.main(args);
    } finally {
      System.setOut(before);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
