package org.weftmq.pattern.strategy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.weftmq.BadOptionException;
import org.weftmq.Message;
import org.weftmq.Options;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Notices;
import org.weftmq.spi.Outcome;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Routing;

/**
 * A routing around another that refuses to send messages of more than one frame (41/CLISRV,
 * 49/SCATTERGATHER, 51/P2P, 52/CHANNEL).
 */
public final class SingleFrame<O, I> implements Routing<O, I> {
  private final SocketType type;
  private final Routing<O, I> routing;
  private final Function<O, Message> body;

  /**
   * Around {@code routing}, of a socket of this type; {@code body} is what peers get of an item.
   */
  public SingleFrame(SocketType type, Routing<O, I> routing, Function<O, Message> body) {
    this.type = type;
    this.routing = routing;
    this.body = body;
  }

  @Override
  public Outcome send(O item) {
    var frames = body.apply(item).size();
    if (frames > 1) {
      throw new WrongStateException(
          "cannot send a message of "
              + frames
              + " frames from this "
              + type
              + ": its messages have exactly one frame ("
              + type.specification()
              + "); send each frame by itself, or put them into one");
    }
    return routing.send(item);
  }

  @Override
  public I receive() {
    return routing.receive();
  }

  @Override
  public void attached(Pipe pipe) throws PeerRefused {
    routing.attached(pipe);
  }

  @Override
  public void connected(Pipe pipe) throws PeerRefused {
    routing.connected(pipe);
  }

  @Override
  public void readable(Pipe pipe) {
    routing.readable(pipe);
  }

  @Override
  public void writable(Pipe pipe) {
    routing.writable(pipe);
  }

  @Override
  public void detached(Pipe pipe) {
    routing.detached(pipe);
  }

  @Override
  public void connecting(Object note) {
    routing.connecting(note);
  }

  @Override
  public void disconnected(Object note) {
    routing.disconnected(note);
  }

  @Override
  public Notices notices(Options options) {
    var notices = routing.notices(options);
    Stream.of(notices.opening(), notices.left(), notices.broken())
        .flatMap(List::stream)
        .forEach(this::checkNotice);
    return notices;
  }

  private void checkNotice(Message message) {
    if (message.size() > 1) {
      throw new BadOptionException(
          "bad message "
              + message
              + " for a "
              + type
              + " to begin or end a connection with: its messages have exactly one frame ("
              + type.specification()
              + ")");
    }
  }

  @Override
  public boolean takesTurns() {
    return routing.takesTurns();
  }

  @Override
  public O outgoing(Message message) {
    return routing.outgoing(message);
  }

  @Override
  public Message incoming(I item) {
    return routing.incoming(item);
  }
}
