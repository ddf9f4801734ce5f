package org.weftmq.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/** JeroMQ, over inproc. */
final class JeromqWorld implements World {
  private static final byte SUBSCRIBE = 1;
  private static final byte UNSUBSCRIBE = 0;

  /** For all runs: with some scripts of PAIRs, JeroMQ 0.6.0 waits for ever when it is closed. */
  private static final ZContext CONTEXT = new ZContext();

  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String names = "-" + RUNS.incrementAndGet();
  private final Map<Integer, ZMQ.Socket> sockets = new TreeMap<>();
  private final Map<String, Integer> bound = new TreeMap<>();
  private final Set<String> connected = new TreeSet<>();
  private final int rounds;
  private final long pause;
  private boolean reaping;

  /** That settles in so many rounds, with a pause of so many microseconds after each. */
  JeromqWorld(int rounds, int pause) {
    this.rounds = rounds;
    this.pause = 1_000L * pause;
  }

  @Override
  public void open(int number, SocketType type, int mark) {
    var socket = CONTEXT.createSocket(org.zeromq.SocketType.valueOf(type.name()));
    socket.setHWM(mark);
    socket.setLinger(0);
    socket.setIdentity(Script.idOf(number).bytes());
    sockets.put(number, socket);
  }

  @Override
  public void bind(int number, String endpoint) {
    check(sockets.get(number), socket -> socket.bind(endpoint + names));
    bound.put(endpoint, number);
  }

  @Override
  public void connect(int number, String endpoint) {
    connected.add(endpoint);
    check(sockets.get(number), socket -> socket.connect(endpoint + names));
  }

  @Override
  public void disconnect(int number, String endpoint) {
    check(sockets.get(number), socket -> socket.disconnect(endpoint + names));
  }

  @Override
  public void subscribe(int number, Frame prefix) {
    change(number, prefix, SUBSCRIBE);
  }

  @Override
  public void unsubscribe(int number, Frame prefix) {
    change(number, prefix, UNSUBSCRIBE);
  }

  /** An XSUB says it by a message. */
  private void change(int number, Frame prefix, byte what) {
    var socket = sockets.get(number);
    switch (socket.getSocketType()) {
      case XSUB -> {
        var message = new byte[1 + prefix.size()];
        message[0] = what;
        System.arraycopy(prefix.bytes(), 0, message, 1, prefix.size());
        check(socket, s -> s.send(message));
      }
      default ->
          check(
              socket,
              s -> what == SUBSCRIBE ? s.subscribe(prefix.bytes()) : s.unsubscribe(prefix.bytes()));
    }
  }

  @Override
  public void send(int number, List<Frame> frames) {
    var last = frames.size() - 1;
    for (var i = 0; i <= last; i++) {
      var frame = frames.get(i).bytes();
      var flags = ZMQ.DONTWAIT | (i < last ? ZMQ.SNDMORE : 0);
      check(sockets.get(number), socket -> socket.send(frame, flags));
    }
  }

  @Override
  public Optional<List<Frame>> receive(int number) {
    var socket = sockets.get(number);
    var frames = new ArrayList<Frame>();
    do {
      byte[] part;
      try {
        part = socket.recv(ZMQ.DONTWAIT);
      } catch (ZMQException e) {
        throw refused(e.getErrorCode(), e);
      }
      if (part == null) {
        if (socket.errno() == ZError.EAGAIN) {
          return Optional.empty();
        }
        throw refused(socket.errno(), null);
      }
      frames.add(Frame.wrap(part));
    } while (socket.hasReceiveMore());
    return Optional.of(frames);
  }

  @Override
  public void close(int number) {
    sockets.remove(number).close();
    bound.values().removeIf(binder -> binder == number);
    reaping = true;
  }

  /**
   * A socket sees what others did to it when it is asked for its events; the reaper is a thread.
   */
  @Override
  public void settle() {
    for (var i = 0; i < (reaping ? 4 * rounds : rounds); i++) {
      sockets.values().forEach(ZMQ.Socket::getEvents);
      if (reaping) {
        LockSupport.parkNanos(pause);
      }
    }
  }

  /** What waits for a name, JeroMQ closes only when somebody is bound to it. */
  @Override
  public void close() {
    try (var last = CONTEXT.createSocket(org.zeromq.SocketType.DEALER)) {
      connected.removeAll(bound.keySet());
      connected.forEach(endpoint -> last.bind(endpoint + names));
      sockets.values().forEach(ZMQ.Socket::close);
    }
  }

  private interface Work {
    boolean on(ZMQ.Socket socket);
  }

  private static void check(ZMQ.Socket socket, Work work) {
    boolean done;
    try {
      done = work.on(socket);
    } catch (ZMQException e) {
      throw refused(e.getErrorCode(), e);
    }
    if (!done) {
      throw refused(socket.errno(), null);
    }
  }

  private static RuntimeException refused(int error, ZMQException cause) {
    return switch (error) {
      case ZError.EAGAIN -> new Refused(Refusal.WOULD_BLOCK, cause);
      case ZError.EFSM -> new Refused(Refusal.WRONG_TURN, cause);
      case ZError.EHOSTUNREACH -> new Refused(Refusal.NO_ROUTE, cause);
      case ZError.ENOENT -> new Refused(Refusal.NO_SUCH_ENDPOINT, cause);
      default -> new IllegalStateException("JeroMQ: error " + error, cause);
    };
  }
}
