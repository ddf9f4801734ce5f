package org.weftmq.kit.broken;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.test.contract.TransportContract;

/** The contract of transports can be broken, and is noticed to be. */
class TransportFaultsTest {
  static class Right implements TransportContract {
    @Override
    public String endpoint() {
      return "tcpnone://127.0.0.1:*";
    }
  }

  static class Losing implements TransportContract {
    @Override
    public String endpoint() {
      return "tcploses://127.0.0.1:*";
    }

    @Override
    public Duration time() {
      return Duration.ofSeconds(1);
    }
  }

  static class Reordering implements TransportContract {
    @Override
    public String endpoint() {
      return "tcpreorders://127.0.0.1:*";
    }
  }

  static class Tearing implements TransportContract {
    @Override
    public String endpoint() {
      return "tcptears://127.0.0.1:*";
    }
  }

  /** Catches: a contract that no such transport can keep. */
  @Test
  void whatIsRightKeepsIt() {
    Verdict.on(Right.class).isKept();
  }

  /** Catches: a test of the contract that would let such a transport pass. */
  @ParameterizedTest
  @CsvSource({
    "Losing, carriesMessagesAsTheyAre, [there]",
    "Losing, servesManyPeers, of peer",
    "Reordering, deliversWhatWasSentBeforeItsSenderClosed, [number",
    "Tearing, carriesMessagesAsTheyAre, [there]"
  })
  void eachFaultIsNoticed(String fault, String test, String text) throws Exception {
    var tests = Class.forName(TransportFaultsTest.class.getName() + "$" + fault);

    Verdict.on(tests, test).failedIn(test, text);
  }
}
