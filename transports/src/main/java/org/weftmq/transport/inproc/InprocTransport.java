package org.weftmq.transport.inproc;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.weftmq.Endpoint;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.DirectTransport;
import org.weftmq.spi.Presence;

/**
 * The transport between sockets of one context: {@code inproc://name}. A socket may be connected
 * before the name is bound.
 *
 * <p>No meeting is missed: who connects is listed, then looks for who is bound; who binds is
 * listed, then has those who are connected look again. One of them sees the other, and if both do,
 * only one {@linkplain Connecting#look introduces} them. No socket is ever called from inside a
 * map: it may have to wait for its turn.
 */
public final class InprocTransport implements DirectTransport {
  private final ConcurrentMap<String, DirectAttachment> bound = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Queue<Connecting>> waiting = new ConcurrentHashMap<>();

  /** One context's, with no names as yet. */
  public InprocTransport() {}

  @Override
  public String scheme() {
    return "inproc";
  }

  @Override
  public Presence bind(Endpoint at, DirectAttachment socket) throws IOException {
    var name = at.address();
    if (bound.putIfAbsent(name, socket) != null) {
      throw new IOException("address in use");
    }
    for (var connecting : waiting.getOrDefault(name, new ConcurrentLinkedQueue<>())) {
      connecting.look();
    }
    return () -> bound.remove(name, socket);
  }

  @Override
  public Presence connect(Endpoint to, DirectAttachment socket) throws IOException {
    var name = to.address();
    var connecting =
        new Connecting(
            socket, () -> Optional.ofNullable(bound.get(name)), gone -> forget(name, gone));
    connecting.prepare();
    waiting.compute(
        name,
        (n, list) -> {
          var others = list == null ? new ConcurrentLinkedQueue<Connecting>() : list;
          others.add(connecting);
          return others;
        });
    connecting.look();
    return connecting;
  }

  private void forget(String name, Connecting gone) {
    waiting.computeIfPresent(
        name,
        (n, list) -> {
          list.remove(gone);
          return list.isEmpty() ? null : list;
        });
  }
}
