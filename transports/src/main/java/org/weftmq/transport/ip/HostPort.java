package org.weftmq.transport.ip;

import java.net.InetAddress;
import java.util.Optional;
import org.weftmq.Endpoint;
import org.weftmq.spi.NumericAddress;

/**
 * A host and a port as they are written in an endpoint.
 *
 * @param host a numeric address without brackets, a name, or {@code *}
 * @param port the port; 0 was written as 0 or {@code *}
 */
public record HostPort(String host, int port) {
  private static final String ANY = "*";
  private static final char ZONE = '%';
  private static final int LONGEST_NAME = 253;
  private static final int HIGHEST_PORT = 0xFFFF;

  /**
   * Reads {@code text}, a part of {@code endpoint}; looks no name up.
   *
   * @throws org.weftmq.BadEndpointException if it is malformed
   */
  public static HostPort read(String text, Endpoint endpoint) {
    var colon = text.lastIndexOf(':');
    if (colon < 0 || text.endsWith("]")) {
      throw endpoint.bad("there is no port; write host:port, such as 127.0.0.1:5555");
    }
    var host = host(text.substring(0, colon), endpoint);
    return new HostPort(host, port(text.substring(colon + 1), endpoint));
  }

  /** Whether the host is {@code *}. */
  public boolean isAnyHost() {
    return host.equals(ANY);
  }

  /** The address, if the host is written in figures; its zone is left out. */
  public Optional<InetAddress> address() {
    return NumericAddress.read(beforeZone(host));
  }

  /** The zone of an IPv6 address, such as the name of an interface; empty if there is none. */
  public String zone() {
    var percent = host.indexOf(ZONE);
    return percent < 0 ? "" : host.substring(percent + 1);
  }

  private static String beforeZone(String host) {
    var percent = host.indexOf(ZONE);
    return percent < 0 ? host : host.substring(0, percent);
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
    if (text.chars().allMatch(c -> isDigit(c) || c == '.') && NumericAddress.read(text).isEmpty()) {
      throw endpoint.bad("\"" + text + "\" is not an IPv4 address" + cure(text));
    }
    if (!text.equals(ANY)
        && (text.length() > LONGEST_NAME || !text.chars().allMatch(HostPort::isNameChar))) {
      throw endpoint.bad("\"" + text + "\" is neither an address nor a name of a host");
    }
    return text;
  }

  private static String cure(String text) {
    return text.matches("(.*\\.)?0[0-9].*")
        ? "; write its numbers without zeros in front, which some programs take for octal"
        : "";
  }

  private static String address6(String text, Endpoint endpoint) {
    var address = beforeZone(text);
    var zone = text.substring(address.length());
    if (address.indexOf(':') < 0
        || NumericAddress.read(address).isEmpty()
        || zone.length() == 1
        || !zone.chars().skip(1).allMatch(HostPort::isNameChar)) {
      throw endpoint.bad("\"" + text + "\" is not an IPv6 address");
    }
    return text;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameChar(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || "-_.".indexOf(c) >= 0;
  }
}
