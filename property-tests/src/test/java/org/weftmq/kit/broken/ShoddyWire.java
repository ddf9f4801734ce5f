package org.weftmq.kit.broken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weftmq.spi.Wire;

/** A wire that understands the ZMTP that it carries, and does something wrong with messages. */
final class ShoddyWire implements Wire {
  private static final int GREETING = 64;
  private static final int MORE = 1;
  private static final int LARGE = 2;
  private static final int COMMAND = 4;

  private final Wire real;
  private final Fault fault;

  // the writing thread's: what has been taken and does not make up a whole message yet
  private byte[] begun = {};
  private boolean greeted;
  private int messages;

  ShoddyWire(Wire real, Fault fault) {
    this.real = real;
    this.fault = fault;
  }

  @Override
  public long write(ByteBuffer[] from, int first, int count) throws IOException {
    var all = new ByteArrayOutputStream();
    all.writeBytes(begun);
    for (var i = first; i < first + count; i++) {
      var bytes = new byte[from[i].remaining()];
      from[i].get(bytes);
      all.writeBytes(bytes);
    }
    var taken = all.size() - begun.length;
    var in = ByteBuffer.wrap(all.toByteArray());
    for (var message : spoilt(whole(in))) {
      var one = new ByteBuffer[] {ByteBuffer.wrap(message)};
      while (one[0].hasRemaining()) {
        real.write(one, 0, 1);
      }
    }
    begun = Arrays.copyOfRange(in.array(), in.position(), in.limit());
    return taken;
  }

  /** The greeting, commands and messages that are whole, each by itself. */
  private List<byte[]> whole(ByteBuffer in) {
    var whole = new ArrayList<byte[]>();
    if (!greeted && in.remaining() >= GREETING) {
      greeted = true;
      whole.add(take(in, GREETING));
    }
    for (var size = size(in); greeted && size > 0; size = size(in)) {
      whole.add(take(in, size));
    }
    return whole;
  }

  /** How many bytes the next message or command has; 0 if it is not whole. */
  private static int size(ByteBuffer in) {
    var at = in.position();
    for (var more = true; more; ) {
      if (in.limit() - at < 2 || (in.get(at) & LARGE) != 0 && in.limit() - at < 9) {
        return 0;
      }
      var flags = in.get(at);
      at += (flags & LARGE) == 0 ? 2 + (in.get(at + 1) & 0xFF) : 9 + (int) in.getLong(at + 1);
      more = (flags & MORE) != 0;
    }
    return at <= in.limit() ? at - in.position() : 0;
  }

  private static byte[] take(ByteBuffer in, int count) {
    var bytes = new byte[count];
    in.get(bytes);
    return bytes;
  }

  private List<byte[]> spoilt(List<byte[]> all) {
    var passed = new ArrayList<byte[]>();
    for (var one : all) {
      var message = one.length != GREETING && (one[0] & COMMAND) == 0;
      messages += message ? 1 : 0;
      if (message && fault == Fault.TEARS) {
        one[0] &= ~MORE;
      }
      if (!message || fault != Fault.LOSES || messages % 7 != 0) {
        passed.add(one);
      }
      var last = passed.size() - 1;
      if (fault == Fault.REORDERS && message && last > 0 && messages > 1) {
        passed.add(last - 1, passed.remove(last));
      }
    }
    return passed;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return real.read(into);
  }

  @Override
  public String peerAddress() {
    return real.peerAddress();
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}
