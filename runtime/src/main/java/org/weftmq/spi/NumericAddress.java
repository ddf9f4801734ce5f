package org.weftmq.spi;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Addresses in figures, as they stand in endpoints; no name is ever looked up. */
public final class NumericAddress {
  private static final int GROUPS = 8;
  private static final int SIZE_4 = 4;
  private static final int SIZE_6 = 2 * GROUPS;
  private static final int HIGHEST_PORT = 0xFFFF;
  private static final byte[] MALFORMED = new byte[SIZE_6 + 1];

  private NumericAddress() {}

  /** Reads an address of either family, without brackets and without a zone. */
  public static Optional<InetAddress> read(String text) {
    var bytes = text.indexOf(':') < 0 ? four(text) : six(text);
    try {
      return bytes == MALFORMED ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new AssertionError("of one of the two sizes", e);
    }
  }

  /**
   * Reads an address and a port from 1 to 65535, the form that {@link #text} gives: an IPv6 address
   * is in brackets, and may have the name of an interface of this machine as its zone.
   */
  public static Optional<InetSocketAddress> readWithPort(String text) {
    var colon = text.lastIndexOf(':');
    var host = text.substring(0, Math.max(colon, 0));
    var port = port(text.substring(colon + 1));
    if (port == 0) {
      return Optional.empty();
    }
    var address =
        host.startsWith("[") && host.endsWith("]")
            ? scoped(host.substring(1, host.length() - 1))
            : read(host).filter(Inet4Address.class::isInstance);
    return address.map(a -> new InetSocketAddress(a, port));
  }

  private static int port(String text) {
    var number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    return number <= HIGHEST_PORT ? number : 0;
  }

  private static Optional<InetAddress> scoped(String text) {
    var percent = text.indexOf('%');
    if (percent < 0) {
      return read(text).filter(Inet6Address.class::isInstance);
    }
    try {
      var zone = NetworkInterface.getByName(text.substring(percent + 1));
      var bytes = six(text.substring(0, percent));
      return zone == null || bytes == MALFORMED
          ? Optional.empty()
          : Optional.of(Inet6Address.getByAddress("", bytes, zone));
    } catch (IOException e) {
      return Optional.empty(); // this machine cannot tell its interfaces, or none has that address
    }
  }

  private static byte[] four(String text) {
    var parts = text.split("\\.", -1);
    var bytes = new byte[SIZE_4];
    if (parts.length != SIZE_4) {
      return MALFORMED;
    }
    for (var i = 0; i < SIZE_4; i++) {
      // A zero in front is refused: inet_aton and its heirs take what follows for octal.
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 0xFF) {
        return MALFORMED;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  // RFC 4291, 2.2
  private static byte[] six(String text) {
    var gap = text.indexOf("::");
    if (gap < 0) {
      var bytes = groups(text, true);
      return bytes.length == SIZE_6 ? bytes : MALFORMED;
    }
    var head = groups(text.substring(0, gap), false);
    var tail = groups(text.substring(gap + 2), true);
    if (head.length + tail.length > SIZE_6 - 2) {
      return MALFORMED;
    }
    var bytes = Arrays.copyOf(head, SIZE_6);
    System.arraycopy(tail, 0, bytes, SIZE_6 - tail.length, tail.length);
    return bytes;
  }

  /** Only the last groups of all may be written as four numbers. */
  private static byte[] groups(String text, boolean last) {
    var bytes = ByteBuffer.allocate(text.length() + SIZE_4);
    var parts = text.isEmpty() ? new String[0] : text.split(":", -1);
    for (var i = 0; i < parts.length; i++) {
      if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
        bytes.putShort((short) Integer.parseInt(parts[i], 16));
      } else if (last && i == parts.length - 1 && four(parts[i]) != MALFORMED) {
        bytes.put(four(parts[i]));
      } else {
        return MALFORMED;
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The address and port; an IPv6 address is in brackets. */
  public static String text(InetSocketAddress address) {
    return text(address.getAddress()) + ":" + address.getPort();
  }

  private static String text(InetAddress address) {
    return switch (address) {
      case Inet6Address six -> "[" + shortened(six.getAddress()) + zone(six) + "]";
      case InetAddress four -> four.getHostAddress();
    };
  }

  private static String zone(Inet6Address address) {
    var text = address.getHostAddress();
    var percent = text.indexOf('%');
    return percent < 0 ? "" : text.substring(percent);
  }

  /** RFC 5952: the longest run of zero groups, if there are two or more, becomes "::". */
  private static String shortened(byte[] bytes) {
    var groups = new int[GROUPS];
    for (var i = 0; i < GROUPS; i++) {
      groups[i] = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
    }
    var begin = 0;
    var length = 1;
    for (var i = 0; i < GROUPS; i++) {
      var run = 0;
      while (i + run < GROUPS && groups[i + run] == 0) {
        run++;
      }
      if (run > length) {
        begin = i;
        length = run;
      }
    }
    return length < 2
        ? joined(groups, 0, GROUPS)
        : joined(groups, 0, begin) + "::" + joined(groups, begin + length, GROUPS);
  }

  private static String joined(int[] groups, int from, int to) {
    var text = new StringBuilder();
    for (var i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }
}
