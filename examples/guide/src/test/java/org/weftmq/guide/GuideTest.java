package org.weftmq.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
        .containsExactly(
            "5 short tasks done by the worker that was idle", "the long task is done");
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
