package org.weftmq.kit.broken;

import java.io.IOException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.Frame;
import org.weftmq.ObjectCodec;
import org.weftmq.test.contract.ObjectCodecContract;

/** The contract of object codecs can be broken, and each of its properties notices. */
class ObjectCodecFaultsTest {
  /** A codec of numbers as one would write it. */
  static class Right implements ObjectCodec, ObjectCodecContract {
    @Override
    public Frame encode(Object object) {
      return Frame.wrap(ByteBuffer.allocate(Long.BYTES).putLong((long) object).array());
    }

    @Override
    public Object decode(Frame frame) throws IOException {
      if (frame.size() != Long.BYTES) {
        throw new IOException("a number has " + Long.BYTES + " bytes, not " + frame.size());
      }
      return frame.buffer().getLong();
    }

    @Override
    public Arbitrary<Object> objects() {
      return Arbitraries.longs().map(number -> number);
    }

    @Override
    public ObjectCodec codec() {
      return this;
    }
  }

  /** What does not fit is cut off. */
  static class Narrow extends Right {
    @Override
    public Frame encode(Object object) {
      return super.encode((long) (int) (long) object);
    }
  }

  /** The object stays one. */
  static class Idle extends Right {
    @Override
    public Frame encode(Object object) {
      return Frame.ofObject(object);
    }
  }

  /** What cannot be decoded is nothing. */
  static class Silent extends Right {
    @Override
    public Object decode(Frame frame) throws IOException {
      return frame.size() == Long.BYTES ? super.decode(frame) : null;
    }
  }

  /** What cannot be decoded is an error. */
  static class Helpless extends Right {
    @Override
    public Object decode(Frame frame) throws IOException {
      if (frame.size() != Long.BYTES) {
        throw new StackOverflowError("as a recursive one would");
      }
      return super.decode(frame);
    }
  }

  /** All threads write into the same bytes. */
  static class Thrifty extends Right {
    private final byte[] bytes = new byte[Long.BYTES];

    @Override
    public Frame encode(Object object) {
      ByteBuffer.wrap(bytes).putLong((long) object);
      Thread.yield();
      return Frame.copyOf(bytes);
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
    "Narrow, anObjectComesBack, expected",
    "Idle, anObjectComesBack, it is still an object",
    "Silent, anyBytesAreAnObjectOrRefused, what ",
    "Helpless, anyBytesAreAnObjectOrRefused, StackOverflowError",
    "Thrifty, severalThreadsMayUseItAtOnce, a thread of the crew failed"
  })
  void eachFaultIsNoticed(String fault, String property, String text) throws Exception {
    var tests = Class.forName(ObjectCodecFaultsTest.class.getName() + "$" + fault);

    Verdict.on(tests, property).failedIn(property, text);
  }
}
