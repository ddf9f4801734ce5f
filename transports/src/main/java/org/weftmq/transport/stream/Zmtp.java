package org.weftmq.transport.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.weftmq.Option;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Wire;
import org.weftmq.zmtp.FrameWriter;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;
import org.weftmq.zmtp.mechanism.Mechanisms;

/** ZMTP (37/ZMTP): a handshake, then messages and commands in frames. */
final class Zmtp implements Protocol {
  private final ConnectionAttachment socket;
  private final Input input;
  private final Handshake handshake;
  private final Consumer<String> end;

  // the thread that carries the connection writes, any reads
  private volatile Optional<Heartbeat> pulse = Optional.empty();

  private FrameWriter writer;
  private boolean knowsPings;

  /** {@code end} closes the wire, for a reason. */
  Zmtp(ConnectionAttachment socket, Wire wire, Input input, Consumer<String> end) {
    this.socket = socket;
    this.input = input;
    this.handshake = new Handshake(socket, wire, input);
    this.end = end;
  }

  /** The options it reads. */
  static List<Option<?>> options() {
    var options = new ArrayList<Option<?>>();
    options.add(Handshake.TIMEOUT);
    options.addAll(Mechanisms.options());
    options.addAll(Limits.options());
    options.addAll(Heartbeat.options());
    return options;
  }

  @Override
  public BlockingPipe introduce() throws IOException, PeerRefused {
    var deadline = deadline();
    try {
      // 37/ZMTP brought both: commands for subscriptions, and PING.
      knowsPings = handshake.greet().knowsSubscribeCommands();
      writer = new FrameWriter(knowsPings);
      return attach();
    } finally {
      deadline.close();
    }
  }

  private Deadline deadline() {
    var time = socket.options().get(Handshake.TIMEOUT);
    var late = "the handshake took longer than " + time.toMillis() + " ms";
    return Deadline.after(time, socket.environment(), () -> end.accept(late));
  }

  private BlockingPipe attach() throws IOException, PeerRefused {
    var peer = handshake.meet();
    try {
      return socket.attach(peer);
    } catch (PeerRefused e) {
      handshake.refuse(e.getMessage());
      throw e;
    }
  }

  @Override
  public boolean probe(Duration within, String reason, Runnable alive) {
    var heartbeat = pulse;
    heartbeat.ifPresent(h -> h.probe(within, reason, alive));
    return heartbeat.isPresent();
  }

  @Override
  public FrameWriter writer() {
    return writer;
  }

  @Override
  public void listen(BlockingPipe pipe, Outbound outbound)
      throws IOException, InterruptedException {
    var environment = socket.environment();
    var life = new Life(environment, end);
    var heartbeat = new Heartbeat(socket.options(), environment, life, outbound);
    var objects = new ObjectCoding(socket);
    var reader = new MessageReader(Limits.of(socket.options()));
    try {
      heartbeat.start();
      if (knowsPings) {
        pulse = Optional.of(heartbeat);
      }
      new Inbound(socket.type(), pipe, input, objects, reader, life, heartbeat).run();
    } finally {
      heartbeat.close();
    }
  }
}
