package org.weftmq.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.Attachment;
import org.weftmq.spi.Datagrams;
import org.weftmq.transport.stream.ObjectCoding;
import org.weftmq.transport.stream.Reason;

/**
 * The receiving half of an endpoint: what datagrams hold goes to the socket, and what does not fit
 * into its queue is lost, for nobody can hold a sender back. One thread.
 */
final class Receiving {
  /** More than any datagram has, so none is cut short unnoticed. */
  private static final int BUFFER = 1 << 16;

  private static final long PAUSE_NANOS = 10_000_000;

  private final Attachment socket;
  private final Datagrams datagrams;
  private final BlockingPipe pipe;
  private final Form form;
  private final ObjectCoding objects;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final Tally malformed;
  private final Tally tooMany;
  private final Tally failures;

  Receiving(
      Attachment socket, Datagrams datagrams, BlockingPipe pipe, Form form, ObjectCoding objects) {
    this.socket = socket;
    this.datagrams = datagrams;
    this.pipe = pipe;
    this.form = form;
    this.objects = objects;
    this.malformed = new Tally(socket);
    this.tooMany = new Tally(socket);
    this.failures = new Tally(socket);
  }

  /** Receives until the datagrams are closed. */
  void run() {
    while (!datagrams.isClosed()) {
      buffer.clear();
      try {
        var from = datagrams.receive(buffer);
        deliver(buffer.flip(), from);
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private void deliver(ByteBuffer datagram, InetSocketAddress from) {
    var size = datagram.remaining();
    var message = form.read(datagram, from);
    if (message == null) {
      malformed.add("a datagram of " + size + " bytes is malformed");
    } else if (!pipe.offer(objects.decodable(message)) && !pipe.isEnded()) {
      tooMany.add("a datagram came while receive-high-water-mark messages wait to be received");
    }
  }

  /** Some systems tell a receiver that what was sent earlier did not arrive. */
  private void failed(IOException failure) {
    if (!datagrams.isClosed()) {
      failures.add("a datagram could not be received: " + Reason.of(failure).getMessage());
      socket.environment().parkNanos(this, PAUSE_NANOS); // it may go on failing
    }
  }
}
