package org.weftmq.kit.broken;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of codecs can be broken, and each of its properties notices. */
class CodecFaultsTest {
  static class Right extends LengthPrefixed {
    Right() {
      super(Fault.NONE);
    }
  }

  static class OffByOne extends LengthPrefixed {
    OffByOne() {
      super(Fault.OFF_BY_ONE);
    }
  }

  static class Forgetful extends LengthPrefixed {
    Forgetful() {
      super(Fault.FORGETFUL);
    }
  }

  static class Hasty extends LengthPrefixed {
    Hasty() {
      super(Fault.HASTY);
    }
  }

  static class Credulous extends LengthPrefixed {
    Credulous() {
      super(Fault.CREDULOUS);
    }
  }

  static class Quadratic extends LengthPrefixed {
    Quadratic() {
      super(Fault.QUADRATIC);
    }
  }

  /** Catches: a contract that nobody can keep. */
  @Test
  void whatIsRightKeepsIt() {
    Verdict.on(Right.class).isKept();
  }

  /** Catches: a property of the contract that would let such a codec pass. */
  @ParameterizedTest
  @CsvSource({
    "OffByOne, whatWasWrittenIsRead, expected",
    "Forgetful, itDoesNotMatterHowItIsCut, expected",
    "Hasty, nothingIsReadBeforeItIsWhole, expected",
    "Credulous, anyBytesAreReadOrRefused, NegativeArraySizeException",
    "Quadratic, itsCostGrowsWithItsBytesAndNoFaster, bytes allocated for"
  })
  void eachFaultIsNoticed(String fault, String property, String text) throws Exception {
    var tests = Class.forName(CodecFaultsTest.class.getName() + "$" + fault);

    Verdict.on(tests, property).failedIn(property, text);
  }
}
