package org.weftmq.transport.ipc;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.weftmq.Endpoint;

/** The path of a socket as it is written in an endpoint. */
final class SocketPath {
  /** The kernel's limit is 107 or less, depending on the system; the JDK allows 106. */
  static final int LONGEST = 106;

  private SocketPath() {}

  /** Whether the endpoint leaves the path to the transport. */
  static boolean isWildcard(Endpoint endpoint) {
    return endpoint.address().equals("*");
  }

  /**
   * Reads the address of {@code endpoint}.
   *
   * @throws org.weftmq.BadEndpointException if it is no path that a socket can have
   */
  static Path of(Endpoint endpoint) {
    var text = endpoint.address();
    if (text.startsWith("@")) {
      throw endpoint.bad("abstract names are beyond the reach of the JDK; use a path");
    }
    var size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > LONGEST) {
      throw endpoint.bad("the path has " + size + " bytes, and a socket's has at most " + LONGEST);
    }
    if (text.endsWith("/")) {
      throw endpoint.bad("the path is that of a directory; name a file in it");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw endpoint.bad("it is not a path: " + e.getReason());
    }
  }
}
