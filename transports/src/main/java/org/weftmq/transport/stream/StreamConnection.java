package org.weftmq.transport.stream;

import java.io.IOException;
import java.time.Duration;
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

/**
 * A connection over a wire: introduces both sides as its {@linkplain Protocol protocol} wants it,
 * then reads on the thread that carries it and writes on another.
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
  private volatile Optional<Protocol> spoken = Optional.empty();

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
    options.addAll(Zmtp.options());
    options.addAll(Raw.options());
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
      var protocol = protocol(socket);
      spoken = Optional.of(protocol);
      exchange(socket, protocol, protocol.introduce());
    } catch (IOException e) {
      explain(e);
    } catch (OutOfMemoryError e) { // what was too much is gone with this connection
      throw new IOException("there is not enough memory for what the peer sends", e);
    } finally {
      close();
    }
  }

  private Protocol protocol(ConnectionAttachment socket) {
    var input = new Input(wire);
    return Raw.isSpokenBy(socket)
        ? new Bare(socket, peerAddress, input)
        : new Zmtp(socket, wire, input, this::end);
  }

  private void exchange(ConnectionAttachment socket, Protocol protocol, BlockingPipe pipe)
      throws IOException, InterruptedException {
    var environment = socket.environment();
    var outbound = new Outbound(pipe, wire, new ObjectCoding(socket), protocol.writer());
    var name = "weft-write " + socket.endpoint();
    var linger = socket.options().get(SocketOptions.LINGER);
    var writer = Writing.start(name, environment, pipe, outbound, output, linger, this::end);
    writing = Optional.of(writer);
    try {
      if (reason.get() != null) {
        writer.stop(); // closed by a thread that did not see it
      }
      protocol.listen(pipe, outbound);
      protocol.finish(writer);
    } catch (IOException e) {
      reason.compareAndSet(null, Reason.of(e).getMessage());
      throw e;
    } finally {
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
  public boolean probe(Duration within, String why, Runnable alive) {
    return spoken.map(protocol -> protocol.probe(within, why, alive)).orElse(false);
  }

  @Override
  public void close() {
    end("the connection was closed");
  }
}
