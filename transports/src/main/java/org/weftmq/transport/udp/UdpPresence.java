package org.weftmq.transport.udp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.weftmq.Endpoint;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Datagrams;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.PeerRefused;
import org.weftmq.spi.Presence;
import org.weftmq.transport.stream.ObjectCoding;

/**
 * A socket at one address: one pipe, and a thread for each direction that the socket's type uses.
 */
final class UdpPresence implements Presence {
  private static final System.Logger LOG = System.getLogger(UdpPresence.class.getName());
  private static final Runnable NOT_ENDING = () -> {};
  private static final Runnable OVER = () -> {};

  // nobody's: immutable
  private final DirectAttachment socket;
  private final Datagrams datagrams;
  private final Optional<Endpoint> resolved;
  private final Pipe near = Pipe.open();
  private final BlockingPipe far;
  private final ObjectCoding objects;

  // the threads, each once: how many have not ended
  private final AtomicInteger working = new AtomicInteger();
  // NOT_ENDING, then what end() was told to run unless all threads have ended, then OVER
  private final AtomicReference<Runnable> ended = new AtomicReference<>(NOT_ENDING);

  private UdpPresence(DirectAttachment socket, Datagrams datagrams, Optional<Endpoint> resolved) {
    this.socket = socket;
    this.datagrams = datagrams;
    this.resolved = resolved;
    this.objects = new ObjectCoding(socket);
    this.far = new BlockingPipe(near.far(), socket.environment(), objects.isPossible());
  }

  /**
   * Attaches the socket to whoever is reached by {@code datagrams}, which are the presence's from
   * now on.
   *
   * @throws IOException if the socket takes no such peer
   */
  static UdpPresence begin(
      DirectAttachment socket,
      Datagrams datagrams,
      Optional<Endpoint> resolved,
      Peer peer,
      Form form)
      throws IOException {
    var presence = new UdpPresence(socket, datagrams, resolved);
    try {
      socket.attach(peer, presence.near);
    } catch (PeerRefused e) {
      presence.far.close();
      datagrams.close();
      throw new IOException(e.getMessage(), e);
    }
    presence.start(form);
    return presence;
  }

  private void start(Form form) {
    var type = socket.type();
    working.set((type.receives() ? 1 : 0) + (type.sends() ? 1 : 0));
    if (type.receives()) {
      work("weft-receive ", new Receiving(socket, datagrams, far, form, objects)::run);
    }
    if (type.sends()) {
      var sending = new Sending(socket, datagrams, far, form, objects);
      work(
          "weft-send ",
          () -> {
            sending.run();
            closeDatagrams(); // all is sent: the receiving half ends, too
          });
    }
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void work(String name, Work work) {
    socket
        .environment()
        .start(
            name + resolved.orElseGet(socket::endpoint),
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                close(); // nobody interrupts it but who wants it to end
              } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "the datagrams of " + socket.endpoint() + " failed", e);
                close();
              } finally {
                oneHasEnded();
              }
            });
  }

  private void oneHasEnded() {
    if (working.decrementAndGet() == 0) {
      far.close();
      ended.getAndSet(OVER).run();
    }
  }

  @Override
  public Optional<Endpoint> resolved() {
    return resolved;
  }

  @Override
  public void end(Runnable whenEnded) {
    if (!ended.compareAndSet(NOT_ENDING, whenEnded)) {
      whenEnded.run(); // all threads have ended by themselves
      return;
    }
    socket.detach(near);
    if (!socket.type().sends()) {
      closeDatagrams();
    }
  }

  @Override
  public void close() {
    socket.detach(near);
    closeDatagrams();
    far.release();
  }

  private void closeDatagrams() {
    try {
      datagrams.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing the datagrams of " + socket.endpoint(), e);
    }
  }
}
