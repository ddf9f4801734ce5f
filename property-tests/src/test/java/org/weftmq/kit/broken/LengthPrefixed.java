package org.weftmq.kit.broken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import org.weftmq.Frame;
import org.weftmq.test.WeftDomain;
import org.weftmq.test.contract.CodecContract;

/**
 * A codec of frames, each behind its size: one byte up to 254, else 255 and four bytes; and what
 * one can do wrong about it.
 */
abstract class LengthPrefixed implements CodecContract<Frame> {
  /** What is wrong. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** A frame of 255 bytes has the short form, whose byte means something else. */
    OFF_BY_ONE,
    /** What came of a frame that is not whole is forgotten. */
    FORGETFUL,
    /** A frame is given out as soon as there is anything of it. */
    HASTY,
    /** A size is believed. */
    CREDULOUS,
    /** What came is copied with each byte that comes. */
    QUADRATIC
  }

  private static final int LONG_FORM = 255;
  private static final int LARGEST = 1 << 20;

  private final Fault fault;

  LengthPrefixed(Fault fault) {
    this.fault = fault;
  }

  @Override
  public Arbitrary<Frame> values() {
    return WeftDomain.frames();
  }

  @Override
  public Frame large(int size) {
    return Frame.wrap(new byte[size]);
  }

  @Override
  public byte[] encode(List<Frame> values) {
    var bytes = new ByteArrayOutputStream();
    for (var frame : values) {
      if (frame.size() < LONG_FORM + (fault == Fault.OFF_BY_ONE ? 1 : 0)) {
        bytes.write(frame.size());
      } else {
        bytes.write(LONG_FORM);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(frame.size()).array());
      }
      bytes.writeBytes(frame.bytes());
    }
    return bytes.toByteArray();
  }

  @Override
  public Decoder<Frame> decoder() {
    var kept = new byte[1][0];
    return (in, values) -> {
      if (fault == Fault.QUADRATIC) {
        var all = Arrays.copyOf(kept[0], kept[0].length + in.remaining());
        in.get(all, kept[0].length, in.remaining());
        kept[0] = all;
        var rest = ByteBuffer.wrap(all);
        decode(rest, values);
        kept[0] = Arrays.copyOfRange(all, rest.position(), all.length);
      } else {
        decode(in, values);
        if (fault == Fault.FORGETFUL) {
          in.position(in.limit());
        }
      }
    };
  }

  private void decode(ByteBuffer in, Consumer<? super Frame> values) throws IOException {
    while (in.hasRemaining()) {
      var start = in.position();
      var size = in.get() & 0xFF;
      if (size == LONG_FORM) {
        if (in.remaining() < 4) {
          in.position(start);
          return;
        }
        size = in.getInt();
        if ((size < 0 || size > LARGEST) && fault != Fault.CREDULOUS) {
          throw new IOException("a frame of " + size + " bytes");
        }
      }
      if (in.remaining() < size && fault != Fault.HASTY) {
        in.position(start);
        return;
      }
      var body = new byte[Math.min(size, in.remaining())];
      in.get(body);
      values.accept(Frame.wrap(body));
    }
  }
}
