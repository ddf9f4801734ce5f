package org.weftmq.transport.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.weftmq.Option;
import org.weftmq.SocketOptions;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.Connection;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Wire;
import org.weftmq.zmtp.FrameWriter;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;
import org.weftmq.zmtp.mechanism.Mechanisms;

/**
 * A connection that speaks ZMTP over a wire: greets the peer, then reads on the thread that carries
 * it and writes on another.
 */
public final class StreamConnection implements Connection {
  /** The reason of an end that needs none: this side had nothing more to do. */
  static final String DONE = "";

  // nobody's: immutable
  private final Wire wire;
  private final HalfClose output;
  private final String peerAddress;

  // any thread, once: why this side closed the wire
  private final AtomicReference<String> reason = new AtomicReference<>();
  // the thread that carries it, once
  private volatile Optional<Writing> writing = Optional.empty();

  /** Over {@code wire}, which from now on is the connection's; {@code output} is the wire's. */
  public StreamConnection(Wire wire, HalfClose output) {
    this.wire = wire;
    this.output = output;
    this.peerAddress = wire.peerAddress();
  }

  /** The options that such connections read. */
  public static List<Option<?>> options() {
    var options = new ArrayList<Option<?>>();
    options.add(Reaching.CONNECT_TIMEOUT);
    options.add(Handshake.TIMEOUT);
    options.addAll(Mechanisms.options());
    options.addAll(Limits.options());
    options.addAll(Heartbeat.options());
    return options;
  }

  @Override
  public String peerAddress() {
    return peerAddress;
  }

  @Override
  public void carry(ConnectionAttachment socket)
      throws IOException, PeerRefused, InterruptedException {
    try {
      var input = new Input(wire);
      var handshake = new Handshake(socket, wire, input);
      var deadline = deadline(socket);
      FrameWriter writer;
      BlockingPipe pipe;
      try {
        writer = new FrameWriter(handshake.greet().knowsSubscribeCommands());
        pipe = attach(socket, handshake);
      } finally {
        deadline.close();
      }
      exchange(socket, pipe, input, writer);
    } catch (IOException e) {
      explain(e);
    } catch (OutOfMemoryError e) { // what was too much is gone with this connection
      throw new IOException("there is not enough memory for what the peer sends", e);
    } finally {
      close();
    }
  }

  private Deadline deadline(ConnectionAttachment socket) {
    var time = socket.options().get(Handshake.TIMEOUT);
    var late = "the handshake took longer than " + time.toMillis() + " ms";
    return Deadline.after(time, socket.environment(), () -> end(late));
  }

  private static BlockingPipe attach(ConnectionAttachment socket, Handshake handshake)
      throws IOException, PeerRefused {
    var peer = handshake.meet();
    try {
      return socket.attach(peer);
    } catch (PeerRefused e) {
      handshake.refuse(e.getMessage());
      throw e;
    }
  }

  private void exchange(
      ConnectionAttachment socket, BlockingPipe pipe, Input input, FrameWriter frames)
      throws IOException, InterruptedException {
    var environment = socket.environment();
    var life = new Life(environment, this::end);
    var outbound = new Outbound(pipe, wire, frames);
    var reader = new MessageReader(Limits.of(socket.options()));
    var name = "weft-write " + socket.endpoint();
    var heartbeat = new Heartbeat(socket.options(), environment, life, outbound);
    var linger = socket.options().get(SocketOptions.LINGER);
    var writer = Writing.start(name, environment, pipe, outbound, output, linger, this::end);
    writing = Optional.of(writer);
    try {
      if (reason.get() != null) {
        writer.stop(); // closed by a thread that did not see it
      }
      heartbeat.start();
      new Inbound(socket.type(), pipe, input, reader, life, heartbeat).run();
    } catch (IOException e) {
      reason.compareAndSet(null, Reason.of(e).getMessage());
      throw e;
    } finally {
      heartbeat.close();
      pipe.release();
      close();
      writer.join();
    }
  }

  /** An exception that this side brought about by closing the wire is not what happened. */
  private void explain(IOException failure) throws IOException {
    var why = reason.get();
    if (why == null) {
      throw Reason.of(failure);
    }
    if (!why.equals(DONE)) {
      throw why.equals(failure.getMessage()) ? failure : new IOException(why, failure);
    }
  }

  private void end(String why) {
    reason.compareAndSet(null, why);
    try {
      wire.close();
    } catch (IOException e) {
      // It is closed as far as this side is concerned.
    }
    writing.ifPresent(Writing::stop);
  }

  @Override
  public void close() {
    end("the connection was closed");
  }
}
