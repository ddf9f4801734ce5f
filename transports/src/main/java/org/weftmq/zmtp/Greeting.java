package org.weftmq.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What each peer sends first: 64 bytes that name the protocol, its version and the security
 * mechanism (37/ZMTP, "greeting").
 *
 * @param major the major version, at least 3
 * @param minor the minor version
 * @param mechanism the name of the mechanism
 * @param asServer whether the sender is the server of the mechanism
 */
public record Greeting(int major, int minor, String mechanism, boolean asServer) {
  /** How long a greeting is, in bytes. */
  public static final int SIZE = 64;

  private static final int MAJOR_AT = 10;
  private static final int MINOR_AT = 11;
  private static final int MECHANISM_AT = 12;
  private static final int MECHANISM_SIZE = 20;
  private static final int AS_SERVER_AT = MECHANISM_AT + MECHANISM_SIZE;

  /** The greeting of this implementation, which speaks ZMTP 3.1. */
  public Greeting(String mechanism, boolean asServer) {
    this(3, 1, mechanism, asServer);
  }

  /** Whether the sender knows the commands that came with ZMTP 3.1: SUBSCRIBE and CANCEL. */
  public boolean knowsSubscribeCommands() {
    return major > 3 || minor > 0;
  }

  /** The bytes. */
  public ByteBuffer bytes() {
    var bytes = ByteBuffer.allocate(SIZE);
    bytes.put(0, (byte) 0xFF).put(9, (byte) 0x7F);
    bytes.put(MAJOR_AT, (byte) major).put(MINOR_AT, (byte) minor);
    bytes.put(MECHANISM_AT, mechanism.getBytes(StandardCharsets.US_ASCII));
    return bytes.put(AS_SERVER_AT, (byte) (asServer ? 1 : 0));
  }

  /**
   * Takes a greeting from {@code in} if it is there as a whole; if not, {@code in} stays as it is,
   * to be asked again with more bytes.
   *
   * @throws ProtocolError at the first byte that no peer would send with whom we could talk
   */
  public static Optional<Greeting> read(ByteBuffer in) throws ProtocolError {
    var start = in.position();
    var size = Math.min(in.remaining(), SIZE);
    for (var i = 0; i < size; i++) {
      check(i, in.get(start + i) & 0xFF, i == 0 ? 0 : in.get(start + i - 1) & 0xFF);
    }
    if (size < SIZE) {
      return Optional.empty();
    }
    in.position(start + SIZE);
    return Optional.of(
        new Greeting(
            in.get(start + MAJOR_AT) & 0xFF,
            in.get(start + MINOR_AT) & 0xFF,
            mechanism(in, start + MECHANISM_AT),
            in.get(start + AS_SERVER_AT) == 1));
  }

  /** Padding and filler may hold anything: older implementations put something there. */
  private static void check(int index, int value, int previous) throws ProtocolError {
    if (index == 0 && value != 0xFF || index == 9 && value != 0x7F) {
      throw new ProtocolError("the peer does not speak ZMTP");
    }
    if (index == MAJOR_AT && value < 3) {
      throw new ProtocolError("the peer speaks a version of ZMTP older than 3.0");
    }
    if (index >= MECHANISM_AT && index < AS_SERVER_AT) {
      var padding = index > MECHANISM_AT && previous == 0;
      if (padding ? value != 0 : value != 0 && !isMechanismChar(value)) {
        throw new ProtocolError("the peer's security mechanism is malformed");
      }
    }
  }

  // 37/ZMTP: mechanism-char = "A"-"Z" | DIGIT | "-" | "_" | "." | "+" | %x0
  private static boolean isMechanismChar(int value) {
    return value >= 'A' && value <= 'Z'
        || value >= '0' && value <= '9'
        || "-_.+".indexOf(value) >= 0;
  }

  private static String mechanism(ByteBuffer in, int at) {
    var bytes = new byte[MECHANISM_SIZE];
    in.get(at, bytes);
    return new String(bytes, StandardCharsets.US_ASCII).replace("\0", "");
  }
}
