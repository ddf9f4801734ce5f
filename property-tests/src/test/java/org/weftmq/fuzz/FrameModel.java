package org.weftmq.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.zmtp.Limits;

/** Traffic as 37/ZMTP has it, read from an array that holds all of it. */
final class FrameModel {
  private final byte[] bytes;
  private final int length;
  private final Limits limits;
  private final int mostInCommand;
  private final List<Object> found = new ArrayList<>();
  private int at;

  private FrameModel(byte[] bytes, int length, Limits limits, int mostInCommand) {
    this.bytes = bytes;
    this.length = length;
    this.limits = limits;
    this.mostInCommand = mostInCommand;
  }

  /** What the first {@code length} of the bytes mean. */
  static Run read(byte[] bytes, int length, Limits limits) {
    return new FrameModel(bytes, length, limits, Limits.COMMAND_SIZE).read();
  }

  /** The first thing of all, or what says that there is none. */
  static Object first(byte[] bytes, Limits limits, int mostInCommand) {
    var run = new FrameModel(bytes, bytes.length, limits, mostInCommand).read();
    return run.found().isEmpty() ? run.end() : run.found().getFirst();
  }

  private Run read() {
    var begun = new ArrayList<Frame>();
    while (at < length) {
      var flags = bytes[at] & 0xFF;
      var command = (flags & 4) != 0;
      if (flags > 7 || command && (flags & 1) != 0) {
        return Run.refused(found, "flags");
      }
      var header = (flags & 2) != 0 ? 9 : 2;
      if (length - at < header) {
        return Run.of(found, false);
      }
      var size = size(header - 1);
      var room = limits.messageSize() - begun.stream().mapToLong(Frame::size).sum();
      var most = command ? mostInCommand : Math.min(room, Integer.MAX_VALUE - 8);
      if (size < 0 || size > most) {
        return Run.refused(found, "size");
      }
      if (length - at - header < size) {
        return Run.of(found, false);
      }
      var end = at + header + (int) size;
      var body = Arrays.copyOfRange(bytes, at + header, end);
      at = end;
      if (command) {
        var read = CommandModel.read(body);
        if (read.isEmpty()) {
          return Run.refused(found, "command");
        }
        found.add(read.get());
      } else if (begun.size() == limits.frames()) {
        return Run.refused(found, "frames");
      } else {
        begun.add(Frame.wrap(body));
        if ((flags & 1) == 0) {
          found.add(Message.of(List.copyOf(begun)));
          begun.clear();
        }
      }
    }
    return Run.of(found, begun.isEmpty());
  }

  private long size(int bytesOfSize) {
    var size = 0L;
    for (var i = 1; i <= bytesOfSize; i++) {
      size = size << 8 | bytes[at + i] & 0xFF;
    }
    return size;
  }
}
