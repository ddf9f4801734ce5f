package org.weftmq.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.weftmq.RoutingId;

/** Peers of bare tcp, and what a STREAM receives of them. */
final class Bare {
  static final Duration SOON = Duration.ofSeconds(20);

  private Bare() {}

  static int port(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  /** A peer that connected to {@code tcp://127.0.0.1:port}. */
  static Socket reach(String endpoint) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port(endpoint));
    socket.setSoTimeout((int) SOON.toMillis());
    return socket;
  }

  static ServerSocket listen() throws IOException {
    var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    server.setSoTimeout((int) SOON.toMillis());
    return server;
  }

  static String at(ServerSocket server) {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  static void write(Socket peer, String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  static String read(Socket peer, int count) throws IOException {
    return new String(peer.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
  }

  static String readToEnd(Socket peer) throws IOException {
    return new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  static StreamEvent next(Stream from) throws InterruptedException {
    return from.receive(SOON).orElseThrow();
  }

  /** What comes next is bytes: their text. */
  static String text(Stream from) throws InterruptedException {
    var event = next(from);
    assertThat(event).isInstanceOf(StreamEvent.Data.class);
    return ((StreamEvent.Data) event).bytes().text();
  }

  /** What comes next is a connection: its id. */
  static RoutingId connection(Stream at) throws InterruptedException {
    var event = next(at);
    assertThat(event).isInstanceOf(StreamEvent.Connected.class);
    return event.id();
  }
}
