package org.weftmq.differential;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.NoRouteException;
import org.weftmq.NoSuchEndpointException;
import org.weftmq.PeerFullException;
import org.weftmq.RoutingId;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.WrongStateException;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pubsub.Sub;
import org.weftmq.pattern.pubsub.XSub;

/** Weft, over inproc. */
final class WeftWorld implements World {
  private final Context context = Context.open();
  private final Map<Integer, Duplex> sockets = new TreeMap<>();
  private final Map<Integer, Sub> subs = new TreeMap<>();
  private final long pause;

  /** That settles for so many microseconds: all but rare work is done by who causes it. */
  WeftWorld(int pause) {
    this.pause = 1_000L * pause;
  }

  @Override
  public void open(int number, SocketType type, int mark) {
    Duplex socket;
    if (type == SocketType.SUB) {
      var sub = Sub.open(context);
      subs.put(number, sub);
      socket = Sockets.plain(sub);
    } else {
      socket = context.open(type);
    }
    socket.set(SocketOptions.SEND_HIGH_WATER_MARK, mark);
    socket.set(SocketOptions.RECEIVE_HIGH_WATER_MARK, mark);
    socket.set(SocketOptions.LINGER, Duration.ZERO);
    socket.set(SocketOptions.ROUTING_ID, RoutingId.of(Script.idOf(number)));
    sockets.put(number, socket);
  }

  @Override
  public void bind(int number, String endpoint) {
    check(number, socket -> socket.bind(endpoint));
  }

  @Override
  public void connect(int number, String endpoint) {
    check(number, socket -> socket.connect(endpoint));
  }

  @Override
  public void disconnect(int number, String endpoint) {
    check(number, socket -> socket.disconnect(endpoint));
  }

  @Override
  public void subscribe(int number, Frame prefix) {
    if (sockets.get(number) instanceof XSub xsub) {
      xsub.subscribe(prefix);
    } else {
      subs.get(number).subscribe(prefix);
    }
  }

  @Override
  public void unsubscribe(int number, Frame prefix) {
    if (sockets.get(number) instanceof XSub xsub) {
      xsub.unsubscribe(prefix);
    } else {
      subs.get(number).unsubscribe(prefix);
    }
  }

  @Override
  public void send(int number, List<Frame> frames) {
    check(
        number,
        socket -> {
          if (!socket.trySend(Message.of(frames))) {
            throw new Refused(Refusal.WOULD_BLOCK, null);
          }
        });
  }

  @Override
  public Optional<List<Frame>> receive(int number) {
    try {
      return sockets.get(number).tryReceive().map(Message::frames);
    } catch (WrongStateException e) {
      throw new Refused(Refusal.WRONG_TURN, e);
    }
  }

  @Override
  public void close(int number) {
    sockets.remove(number).close();
  }

  @Override
  public void settle() {
    LockSupport.parkNanos(pause);
  }

  @Override
  public void close() {
    context.close();
  }

  private interface Work {
    void on(Duplex socket);
  }

  private void check(int number, Work work) {
    try {
      work.on(sockets.get(number));
    } catch (WrongStateException e) {
      throw new Refused(Refusal.WRONG_TURN, e);
    } catch (NoRouteException e) {
      throw new Refused(Refusal.NO_ROUTE, e);
    } catch (PeerFullException e) {
      throw new Refused(Refusal.WOULD_BLOCK, e);
    } catch (NoSuchEndpointException e) {
      throw new Refused(Refusal.NO_SUCH_ENDPOINT, e);
    }
  }
}
