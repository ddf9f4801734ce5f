package org.weftmq.transport.tcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses in figures, as they stand in endpoints. */
final class Numeric {
  private static final int GROUPS = 8;

  private Numeric() {}

  /** The address and port; an IPv6 address is in brackets. */
  static String text(InetSocketAddress address) {
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
