package org.weftmq.transport.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.weftmq.Frame;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.spi.Attachment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.Wire;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.FrameReader;
import org.weftmq.zmtp.FrameWriter;
import org.weftmq.zmtp.Greeting;
import org.weftmq.zmtp.Metadata;
import org.weftmq.zmtp.ProtocolError;
import org.weftmq.zmtp.mechanism.Dialogue;
import org.weftmq.zmtp.mechanism.Mechanisms;

/** The introduction of two peers: greetings, then the security mechanism. Owned by one thread. */
public final class Handshake implements Dialogue {
  /** How long it may take, from the connection until both peers are ready. */
  public static final Option<Duration> TIMEOUT =
      Option.time(
          "handshake-timeout",
          Duration.ofSeconds(10),
          "how long a connection may take until both peers are ready");

  private final Attachment socket;
  private final Wire wire;
  private final Input input;
  private final FrameReader frames = new FrameReader();

  Handshake(Attachment socket, Wire wire, Input input) {
    this.socket = socket;
    this.wire = wire;
    this.input = input;
  }

  /**
   * Greets the peer; blocks until it has greeted, too.
   *
   * @throws IOException if both cannot talk; the text is the reason
   */
  Greeting greet() throws IOException {
    var mechanism = Mechanisms.of(options());
    write(new Greeting(mechanism.name(), mechanism.asServer(options())).bytes());
    var greeting = readGreeting();
    if (!greeting.mechanism().equals(mechanism.name())) {
      throw new ProtocolError(
          "the peer's security mechanism is "
              + greeting.mechanism()
              + ", this socket's is "
              + mechanism.name());
    }
    return greeting;
  }

  /**
   * Learns who the peer is; blocks until it has said so.
   *
   * @throws IOException if it does not; the text is the reason
   */
  Peer meet() throws IOException {
    try {
      var metadata = Mechanisms.of(options()).handshake(this);
      return Introduction.of(metadata, wire.peerAddress());
    } catch (ProtocolError e) {
      refuse(e.getMessage());
      throw e;
    }
  }

  /** Tells the peer why the connection is about to be closed, as far as that is possible. */
  void refuse(String reason) {
    try {
      send(new Command.Error(reason));
    } catch (IOException e) {
      // The peer is gone already; why it was refused is what counts.
    }
  }

  private Greeting readGreeting() throws IOException {
    for (; ; ) {
      var greeting = Greeting.read(input.bytes());
      if (greeting.isPresent()) {
        return greeting.get();
      }
      fill();
    }
  }

  private void fill() throws IOException {
    if (!input.fill()) {
      throw new IOException("the peer closed the connection during the handshake");
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    var one = new ByteBuffer[] {bytes};
    while (bytes.hasRemaining()) {
      wire.write(one, 0, 1);
    }
  }

  // ---- what the mechanism sees

  @Override
  public Options options() {
    return socket.options();
  }

  @Override
  public Metadata own() {
    var type = socket.type();
    var own = Metadata.empty().with(Metadata.SOCKET_TYPE, Frame.of(type.name()));
    return type.announcesIdentity() ? own.with(Metadata.IDENTITY, socket.identity().frame()) : own;
  }

  @Override
  public void send(Command command) throws IOException {
    var writer = new FrameWriter(true);
    writer.add(command);
    while (!writer.isWritten()) {
      writer.writeTo(wire);
    }
  }

  @Override
  public Command receive() throws IOException {
    while (!frames.read(input.bytes(), 0, Metadata.MAX_SIZE)) {
      fill();
    }
    if (!frames.isCommand()) {
      throw new ProtocolError("the peer sent a message before it was ready");
    }
    var command = Command.read(frames.body());
    if (command instanceof Command.Error(String reason)) {
      throw new IOException("the peer refused: " + reason);
    }
    return command;
  }
}
