package org.weftmq.kit.broken;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.strategy.Distributing;
import org.weftmq.pattern.strategy.PlainMessages;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/** A routing that would be that of a PUSH, but for what is wrong with it. */
final class ShoddyRouting implements PlainMessages {
  private final Fault fault;
  private final Distributing right = new Distributing();
  private final List<Pipe> pipes = new ArrayList<>();
  private final List<Message> held = new ArrayList<>();
  private int sent;

  private ShoddyRouting(Fault fault) {
    this.fault = fault;
  }

  private static final class Socket extends TypedSocket<Socket, Message, Message> {
    Socket(SocketCore<Message, Message> core) {
      super(core);
    }
  }

  /** A PUSH with such a routing. */
  static Duplex push(Context context, Fault fault) {
    return Sockets.plain(
        new Socket(context.open(SocketType.PUSH, new ShoddyRouting(fault), List.of())));
  }

  @Override
  public Outcome send(Message message) {
    sent++;
    return switch (fault) {
      case NONE -> right.send(message);
      case LOSES -> sent % 7 == 0 ? Outcome.ACCEPTED : right.send(message);
      case TEARS -> {
        right.send(Message.of(message.first()));
        yield message.size() == 1 ? Outcome.ACCEPTED : right.send(message.skip(1));
      }
      case REORDERS -> {
        held.add(0, message);
        if (held.size() == 2) {
          held.forEach(right::send);
          held.clear();
        }
        yield Outcome.ACCEPTED;
      }
      case OVERFILLS -> {
        pipes.forEach(pipe -> pipe.force(message));
        yield Outcome.ACCEPTED;
      }
    };
  }

  @Override
  public Message receive() {
    return right.receive();
  }

  @Override
  public void attached(Pipe pipe) {
    pipes.add(pipe);
    right.attached(pipe);
  }

  @Override
  public void writable(Pipe pipe) {
    right.writable(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    pipes.remove(pipe);
    right.detached(pipe);
  }
}
