package org.weftmq.kit.broken;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Context;
import org.weftmq.SocketType;
import org.weftmq.test.Talker;
import org.weftmq.test.contract.SocketTypeContract;

/** The contract of socket types can be broken, and is noticed to be. */
class SocketTypeFaultsTest {
  interface Shoddy extends SocketTypeContract {
    Fault fault();

    @Override
    default Talker subject(Context context) {
      return Talker.of(ShoddyRouting.push(context, fault()));
    }

    @Override
    default Talker peer(Context context) {
      return Talker.of(context, SocketType.PULL);
    }
  }

  static class Right implements Shoddy {
    @Override
    public Fault fault() {
      return Fault.NONE;
    }
  }

  static class Losing implements Shoddy {
    @Override
    public Fault fault() {
      return Fault.LOSES;
    }
  }

  static class Reordering implements Shoddy {
    @Override
    public Fault fault() {
      return Fault.REORDERS;
    }
  }

  static class Tearing implements Shoddy {
    @Override
    public Fault fault() {
      return Fault.TEARS;
    }
  }

  static class Overfilling implements Shoddy {
    @Override
    public Fault fault() {
      return Fault.OVERFILLS;
    }
  }

  /** Catches: a contract that no such type can keep. */
  @Test
  void whatIsRightKeepsIt() {
    Verdict.on(Right.class).isKept();
  }

  /** Catches: a test of the contract that would let such a type pass. */
  @ParameterizedTest
  @CsvSource({
    "Losing, sendsWholeMessagesInOrder, what the peer hears",
    "Reordering, sendsWholeMessagesInOrder, what the peer hears",
    "Tearing, sendsWholeMessagesInOrder, takes Message",
    "Overfilling, keepsToItsMark, room for more than its mark",
    "Overfilling, knowsWhatToDoWithoutAPeer, takes what nobody takes"
  })
  void eachFaultIsNoticed(String fault, String test, String text) throws Exception {
    var tests = Class.forName(SocketTypeFaultsTest.class.getName() + "$" + fault);

    Verdict.on(tests, test).failedIn(test, text);
  }
}
