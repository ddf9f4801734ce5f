package org.weftmq.kit.broken;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.test.contract.MechanismContract;

/** The contract of mechanisms can be broken, and is noticed to be. */
class MechanismFaultsTest {
  static class Gullible implements MechanismContract {
    @Override
    public String mechanism() {
      return "GULLIBLE";
    }
  }

  static class Waiting implements MechanismContract {
    @Override
    public String mechanism() {
      return "WAITING";
    }

    @Override
    public Duration time() {
      return Duration.ofSeconds(2);
    }
  }

  /** It claims to notice what NULL does not. */
  static class Boasting implements MechanismContract {
    @Override
    public String mechanism() {
      return "NULL";
    }

    @Override
    public boolean protectsMetadata() {
      return true;
    }
  }

  /** Catches: a test of the contract that would let such a mechanism pass. */
  @ParameterizedTest
  @CsvSource({
    "Gullible, aChangedByteNeverGivesAnotherResult, gave another result",
    "Boasting, aChangedByteNeverGivesAnotherResult, gave another result",
    "Waiting, thoseWhoTrustOneAnotherAgree, the handshake took longer than 1000 ms"
  })
  void eachFaultIsNoticed(String fault, String test, String text) throws Exception {
    var tests = Class.forName(MechanismFaultsTest.class.getName() + "$" + fault);

    Verdict.on(tests, test).failedIn(test, text);
  }
}
