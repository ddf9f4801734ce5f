package org.weftmq.interop;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;

/** Where to bind in a test: by the name of a transport, which parameterized tests are given. */
final class Place {
  private Place() {}

  /** An endpoint that nobody else uses; what uses files puts them into {@code folder}. */
  static String of(String transport, Path folder) {
    return switch (transport) {
      case "tcp" -> "tcp://127.0.0.1:*";
      case "ipc" -> "ipc://" + folder.resolve("s");
      case "udp" -> "udp://127.0.0.1:" + freePort();
      default -> throw new IllegalArgumentException(transport);
    };
  }

  /** Libzmq cannot tell which port of udp it was given: one that was free a moment ago. */
  private static int freePort() {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }
}
