package org.weftmq.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.ProtocolError;

/** What is wrong with a decoder that is broken on purpose. */
enum SeededFault {
  NOTHING,
  /** A short size of 255 is taken for 254. */
  OFF_BY_ONE_AT_255,
  /** All that came is copied for each piece that comes. */
  QUADRATIC_ACCUMULATION,
  /** A body's array is as large as was announced. */
  UNCHECKED_ALLOCATION,
  /** The size is cut to 32 bits before it is compared with the limit. */
  OVERFLOWING_SIZE,
  /** The size is not compared with what other frames of the message took. */
  LIMIT_PER_FRAME,
  /** A header that comes in two pieces is begun anew. */
  FORGOTTEN_HEADER,
  /** A frame is given before its last byte has come. */
  EARLY_BODY,
  /** A command is looked for in bodies, too. */
  COMMAND_IN_PAYLOAD,
  /** Reserved flags are passed over. */
  LAX_FLAGS,
  /** The frames of a message are not counted. */
  ENDLESS_MESSAGE,
  /** The limit of frames counts one too many. */
  ONE_FRAME_TOO_MANY,
  /** A command in the middle of a message ends the message. */
  COMMAND_BREAKS_MESSAGE,
  /** An exception of the JDK comes through. */
  LEAKING_EXCEPTION;

  /** A decoder of frames, written to be read, in which this is wrong. */
  Decoder decoder(Limits limits) {
    return new Broken(this, limits);
  }

  private static final class Broken implements Decoder {
    private final SeededFault fault;
    private final Limits limits;
    private final List<Frame> begun = new ArrayList<>();
    private byte[] all = {};
    private int seen;
    private long used;

    Broken(SeededFault fault, Limits limits) {
      this.fault = fault;
      this.limits = limits;
    }

    @Override
    public Optional<Object> read(ByteBuffer in) throws IOException {
      while (true) {
        accumulate(in);
        if (!in.hasRemaining()) {
          return Optional.empty();
        }
        int flags = in.get(in.position());
        if ((flags & 0xF8) != 0 && fault != LAX_FLAGS || (flags & 5) == 5) {
          throw new ProtocolError("the peer sent bad flags");
        }
        var header = (flags & 2) != 0 ? 9 : 2;
        if (in.remaining() < header) {
          if (fault == FORGOTTEN_HEADER && in.remaining() == 8) {
            in.position(in.position() + 1);
          }
          return Optional.empty();
        }
        var size = size(in, header);
        check(size, (flags & 4) != 0);
        if (fault == UNCHECKED_ALLOCATION && size < 1 << 22) {
          all = new byte[(int) size];
        }
        var early = fault == EARLY_BODY && size > 0 ? 1 : 0;
        if (in.remaining() - header < size - early) {
          return Optional.empty();
        }
        var found = take(in, flags, header, (int) size);
        if (found.isPresent()) {
          return found;
        }
      }
    }

    /** The decoder reads from what the buffer keeps; the fault is to keep a copy beside it. */
    private void accumulate(ByteBuffer in) {
      if (fault == QUADRATIC_ACCUMULATION && in.limit() > seen) {
        all = Arrays.copyOf(all, all.length + in.limit() - seen);
        seen = in.limit();
      }
    }

    private long size(ByteBuffer in, int header) {
      var at = in.position() + 1;
      if (header == 9) {
        var size = in.getLong(at);
        return fault == OVERFLOWING_SIZE ? (int) size : size;
      }
      var size = in.get(at) & 0xFF;
      return fault == OFF_BY_ONE_AT_255 && size == 255 ? 254 : size;
    }

    private void check(long size, boolean command) throws ProtocolError {
      var room = limits.messageSize() - (fault == LIMIT_PER_FRAME ? 0 : used);
      var most = command ? Limits.COMMAND_SIZE : Math.min(room, Integer.MAX_VALUE - 8);
      if (size < 0 && fault == LEAKING_EXCEPTION) {
        throw new NegativeArraySizeException(Long.toString(size));
      }
      if (size < 0 || size > most) {
        throw new ProtocolError("the peer sent too much");
      }
    }

    private Optional<Object> take(ByteBuffer in, int flags, int header, int size)
        throws ProtocolError {
      var body = new byte[size];
      in.position(in.position() + header);
      in.get(body, 0, Math.min(size, in.remaining()));
      var lookedInto = fault == COMMAND_IN_PAYLOAD && size > 4 && body[0] == 4 && body[1] == 'P';
      if ((flags & 4) != 0 || lookedInto) {
        if (fault == COMMAND_BREAKS_MESSAGE) {
          begun.clear();
          used = 0;
        }
        return Optional.of(Command.read(Frame.wrap(body)));
      }
      var most = limits.frames() + (fault == ONE_FRAME_TOO_MANY ? 1 : 0);
      if (begun.size() == most && fault != ENDLESS_MESSAGE) {
        throw new ProtocolError("the peer sent too many frames");
      }
      begun.add(Frame.wrap(body));
      used += size;
      if ((flags & 1) != 0) {
        return Optional.empty();
      }
      var message = Message.of(List.copyOf(begun));
      begun.clear();
      used = 0;
      return Optional.of(message);
    }

    @Override
    public boolean isBetween() {
      return begun.isEmpty();
    }
  }
}
