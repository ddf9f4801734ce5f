package org.weftmq.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A peer of bare tcp that sends what it likes. Each call may throw once it has been cut off. */
final class Intruder implements AutoCloseable {
  private final Socket socket;

  /** Connects to {@code tcp://127.0.0.1:port}. */
  static Intruder to(String endpoint) throws IOException {
    var port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    return new Intruder(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  Intruder(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
  }

  Intruder send(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Intruder text(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** 37/ZMTP: version 3.1, NULL. */
  Intruder greet() throws IOException {
    var greeting = ByteBuffer.allocate(64).put(0, (byte) 0xFF).put(9, (byte) 0x7F);
    greeting
        .put(10, (byte) 3)
        .put(11, (byte) 1)
        .put(12, "NULL".getBytes(StandardCharsets.US_ASCII));
    return send(greeting.array());
  }

  /** Greets and says READY, as a socket of that type. */
  Intruder join(String type) throws IOException {
    return greet().ready(property("Socket-Type", type));
  }

  Intruder ready(byte[]... properties) throws IOException {
    var body = new ByteArrayOutputStream();
    body.write(5);
    body.writeBytes("READY".getBytes(StandardCharsets.US_ASCII));
    for (var property : properties) {
      body.writeBytes(property);
    }
    return frame(4, body.toByteArray());
  }

  static byte[] property(String name, String value) {
    var bytes = ByteBuffer.allocate(5 + name.length() + value.length());
    bytes.put((byte) name.length()).put(name.getBytes(StandardCharsets.ISO_8859_1));
    return bytes.putInt(value.length()).put(value.getBytes(StandardCharsets.ISO_8859_1)).array();
  }

  Intruder frame(int flags, byte... body) throws IOException {
    var large = body.length > 255;
    var header = ByteBuffer.allocate(large ? 9 : 2);
    if (large) {
      header.put((byte) (flags | 2)).putLong(body.length);
    } else {
      header.put((byte) flags).put((byte) body.length);
    }
    return send(header.array()).send(body);
  }

  /** The header of a frame whose body may never come. */
  Intruder announce(int flags, long size) throws IOException {
    return send(ByteBuffer.allocate(9).put((byte) (flags | 2)).putLong(size).array());
  }

  /** Waits until the other side has closed the connection, and throws away what it sends. */
  void awaitEnd() throws IOException {
    var bytes = new byte[4096];
    try {
      while (socket.getInputStream().read(bytes) >= 0) {
        continue;
      }
    } catch (SocketException e) {
      // cut off with a reset: an end, too
    }
  }

  /** Sends no more. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends it with a reset, not with an end of stream. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
