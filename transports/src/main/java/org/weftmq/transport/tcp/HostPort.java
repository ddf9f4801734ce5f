package org.weftmq.transport.tcp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.weftmq.Endpoint;

/**
 * A host and a port as they are written in an endpoint.
 *
 * @param host a numeric address without brackets, a name, or {@code *}
 * @param port the port; 0 was written as 0 or {@code *}
 */
record HostPort(String host, int port) {
  private static final String ANY = "*";
  private static final int LONGEST_NAME = 253;
  private static final int HIGHEST_PORT = 0xFFFF;

  /**
   * Reads {@code text}, a part of {@code endpoint}; looks no name up.
   *
   * @throws org.weftmq.BadEndpointException if it is malformed
   */
  static HostPort read(String text, Endpoint endpoint) {
    var colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      throw endpoint.bad("there is no port; write host:port, such as 127.0.0.1:5555");
    }
    var host = host(text.substring(0, colon), endpoint);
    return new HostPort(host, port(text.substring(colon + 1), endpoint));
  }

  boolean isAnyHost() {
    return host.equals(ANY);
  }

  /** Whether the host is written as a number, so that there is nothing to look up. */
  boolean isNumeric() {
    return host.indexOf(':') >= 0 || isDotted(host);
  }

  private static int port(String text, Endpoint endpoint) {
    if (text.equals(ANY)) {
      return 0;
    }
    if (text.isEmpty() || !text.chars().allMatch(HostPort::isDigit)) {
      throw endpoint.bad("\"" + text + "\" is not a port; it is a number, or * for any free one");
    }
    if (text.length() > 5 || Integer.parseInt(text) > HIGHEST_PORT) {
      throw endpoint.bad("there is no port " + text + "; the highest is " + HIGHEST_PORT);
    }
    return Integer.parseInt(text);
  }

  private static String host(String text, Endpoint endpoint) {
    if (text.isEmpty()) {
      throw endpoint.bad("there is no host in front of the port");
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      return address6(text.substring(1, text.length() - 1), endpoint);
    }
    if (text.indexOf(':') >= 0) {
      return address6(text, endpoint);
    }
    if (isDotted(text) && !isAddress4(text)) {
      throw endpoint.bad("\"" + text + "\" is not an IPv4 address");
    }
    if (!text.equals(ANY)
        && (text.length() > LONGEST_NAME || !text.chars().allMatch(HostPort::isNameChar))) {
      throw endpoint.bad("\"" + text + "\" is neither an address nor a name of a host");
    }
    return text;
  }

  private static boolean isDotted(String text) {
    return text.chars().allMatch(c -> isDigit(c) || c == '.');
  }

  private static boolean isAddress4(String text) {
    var parts = text.split("\\.", -1);
    for (var part : parts) {
      if (part.isEmpty() || part.length() > 3 || Integer.parseInt(part) > 0xFF) {
        return false;
      }
    }
    return parts.length == 4;
  }

  private static String address6(String text, Endpoint endpoint) {
    var percent = text.indexOf('%');
    var address = percent < 0 ? text : text.substring(0, percent);
    var zone = percent < 0 ? "1" : text.substring(percent + 1);
    try {
      if (address.indexOf(':') >= 0
          && address.chars().allMatch(HostPort::isAddress6Char)
          && !zone.isEmpty()
          && zone.chars().allMatch(HostPort::isNameChar)) {
        InetAddress.getByName(address); // nothing with a colon is ever looked up
        return text;
      }
    } catch (UnknownHostException e) {
      // the text is what is wrong, see below
    }
    throw endpoint.bad("\"" + text + "\" is not an IPv6 address");
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAddress6Char(int c) {
    return c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 0x80;
  }

  private static boolean isNameChar(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || "-_.".indexOf(c) >= 0;
  }
}
