package org.weftmq.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Input, line by line, as bytes. A line ends with a newline, which does not belong to it; the last
 * one may lack it.
 */
final class Lines {
  private final InputStream input;
  private byte[] buffer = new byte[1 << 16];
  private int begin;
  private int end;

  Lines(InputStream input) {
    this.input = input;
  }

  /**
   * The next line; blocks until there is one.
   *
   * @return empty at the end of the input
   */
  Optional<byte[]> next() throws IOException {
    var searched = begin;
    for (; ; ) {
      for (var i = searched; i < end; i++) {
        if (buffer[i] == '\n') {
          return Optional.of(take(i, i + 1));
        }
      }
      searched = end - begin;
      makeRoom();
      var count = input.read(buffer, end, buffer.length - end);
      if (count < 0) {
        return begin == end ? Optional.empty() : Optional.of(take(end, end));
      }
      end += count;
    }
  }

  private byte[] take(int lineEnd, int next) {
    var line = Arrays.copyOfRange(buffer, begin, lineEnd);
    begin = next;
    return line;
  }

  /** Moves what is there to the front, into a larger buffer if it fills this one. */
  private void makeRoom() {
    var length = end - begin;
    var target = length == buffer.length ? new byte[Math.multiplyExact(length, 2)] : buffer;
    System.arraycopy(buffer, begin, target, 0, length);
    buffer = target;
    begin = 0;
    end = length;
  }
}
