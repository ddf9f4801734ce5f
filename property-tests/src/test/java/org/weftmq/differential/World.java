package org.weftmq.differential;

import java.util.List;
import java.util.Optional;
import org.weftmq.Frame;
import org.weftmq.SocketType;

/** An implementation of ZeroMQ, with the sockets of one script: one thread uses them in turn. */
interface World extends AutoCloseable {
  /** What came of an operation that is refused. */
  enum Refusal {
    WOULD_BLOCK,
    WRONG_TURN,
    NO_ROUTE,
    NO_SUCH_ENDPOINT
  }

  /** An operation was refused. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    Refused(Refusal refusal, Throwable cause) {
      super(refusal.name(), cause);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /** Opens socket {@code number}, whose routing id is its number, with such marks. */
  void open(int number, SocketType type, int mark);

  void bind(int number, String endpoint);

  void connect(int number, String endpoint);

  void disconnect(int number, String endpoint);

  void subscribe(int number, Frame prefix);

  void unsubscribe(int number, Frame prefix);

  /** Sends what {@link #settle} has made room for. */
  void send(int number, List<Frame> frames);

  /** Receives what {@link #settle} has brought. */
  Optional<List<Frame>> receive(int number);

  void close(int number);

  /** Waits until all that was done has had its effects on all sockets. */
  void settle();

  @Override
  void close();
}
