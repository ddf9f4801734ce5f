package org.weftmq.fuzz;

import java.util.Optional;
import java.util.regex.Pattern;
import org.weftmq.transport.ip.HostPort;

/** Endpoints as a grammar of regular expressions; IPv6 as RFC 4291, 2.2 has it. */
final class EndpointModel {
  private static final Pattern ENDPOINT = Pattern.compile("[a-z0-9]+://.+", Pattern.DOTALL);
  private static final Pattern HOST_PORT =
      Pattern.compile("(.+):(\\*|0*[0-9]{1,5})", Pattern.DOTALL);
  private static final String BYTE = "([1-9]?[0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  private static final Pattern FOUR = Pattern.compile(BYTE + ("[.]" + BYTE).repeat(3));
  private static final Pattern NAME = Pattern.compile("[*]|[A-Za-z0-9._-]{1,253}");
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private EndpointModel() {}

  static boolean isEndpoint(String text) {
    return ENDPOINT.matcher(text).matches();
  }

  static Optional<HostPort> hostPort(String text) {
    var parts = HOST_PORT.matcher(text);
    if (!parts.matches() || parts.group(2).length() > 5) {
      return Optional.empty();
    }
    var port = parts.group(2).equals("*") ? 0 : Integer.parseInt(parts.group(2));
    return port > 65535 ? Optional.empty() : host(parts.group(1)).map(h -> new HostPort(h, port));
  }

  private static Optional<String> host(String text) {
    var bracketed = text.startsWith("[") && text.endsWith("]");
    if (bracketed || text.contains(":")) {
      return Optional.of(bracketed ? text.substring(1, text.length() - 1) : text)
          .filter(EndpointModel::isSix);
    }
    var numeric = text.matches("[0-9.]+");
    return Optional.of(text).filter(t -> (numeric ? FOUR : NAME).matcher(t).matches());
  }

  private static boolean isSix(String text) {
    var percent = text.indexOf('%');
    if (percent >= 0) {
      return isSix(text.substring(0, percent))
          && ZONE.matcher(text.substring(percent + 1)).matches();
    }
    var last = text.lastIndexOf(':') + 1;
    var hex = FOUR.matcher(text.substring(last)).matches() ? text.substring(0, last) + "0:0" : text;
    var gap = hex.indexOf("::");
    if (gap < 0) {
      return groups(hex) == 8;
    }
    var before = hex.substring(0, gap).isEmpty() ? 0 : groups(hex.substring(0, gap));
    var behind = hex.substring(gap + 2).isEmpty() ? 0 : groups(hex.substring(gap + 2));
    return before >= 0 && behind >= 0 && before + behind <= 7;
  }

  /** How many groups there are; fewer than none if one is malformed. */
  private static int groups(String text) {
    var count = 0;
    for (var group : text.split(":", -1)) {
      if (!GROUP.matcher(group).matches()) {
        return Integer.MIN_VALUE;
      }
      count++;
    }
    return count;
  }
}
