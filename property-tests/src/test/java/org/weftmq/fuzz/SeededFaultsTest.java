package org.weftmq.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weftmq.zmtp.Metadata;
import org.weftmq.zmtp.ProtocolError;

/** The fuzzer finds what is there to be found, and nothing else. */
class SeededFaultsTest {
  private static final int INPUTS = 20_000;
  private static final int SEED = 20;

  /** Catches: a fuzzer whose inputs or rules do not reach a fault that decoders are known for. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
  void findsWhatIsWrong(SeededFault fault) {
    var target = new FrameTarget(fault::decoder, Integer.MAX_VALUE);

    var finding = new Fuzz(target, SEED).tryMore(INPUTS);

    assertThat(finding).as("what shows that %s", fault).isPresent();
  }

  /** Catches: a rule that a sound decoder of another making does not keep. */
  @Test
  void findsNothingWhereNothingIsWrong() {
    var target = new FrameTarget(SeededFault.NOTHING::decoder, Integer.MAX_VALUE);

    assertThat(new Fuzz(target, SEED).tryMore(INPUTS)).isEmpty();
  }

  /** Catches: a fuzzer that would let a decoder wait for more than a buffer can hold. */
  @Test
  void findsADecoderThatTakesNoBodyInParts() {
    var target = new FrameTarget(SeededFault.NOTHING::decoder, FrameTarget.REST);

    var small = Shrinking.of(target, new Fuzz(target, SEED).tryMore(INPUTS).orElseThrow());

    assertThat(small.broken().rule()).isEqualTo("takes what came");
    assertThat(small.input().length).isBetween(FrameTarget.REST + 1, 2 * FrameTarget.REST);
  }

  /** Catches: a fuzzer of metadata that would not see the last of two identities win. */
  @Test
  void findsPropertiesOfWhichTheLastWins() {
    var target = new MetadataTarget(SeededFaultsTest::readLastWins);

    var small = Shrinking.of(target, new Fuzz(target, SEED).tryMore(INPUTS).orElseThrow());

    assertThat(small.broken().rule()).isEqualTo("agrees with the model");
    assertThat(small.input()).hasSizeLessThanOrEqualTo(2 * (1 + "Socket-Type".length() + 4));
  }

  /** Skips a property if one of that name follows. */
  private static Metadata readLastWins(ByteBuffer in) throws IOException {
    var rest = in.duplicate();
    try {
      return Metadata.read(in);
    } catch (ProtocolError e) {
      if (!e.getMessage().contains("twice")) {
        throw e;
      }
      var size = rest.get(rest.position()) & 0xFF;
      rest.position(rest.position() + 1 + size + 4 + rest.getInt(rest.position() + 1 + size));
      return Metadata.read(rest);
    }
  }
}
