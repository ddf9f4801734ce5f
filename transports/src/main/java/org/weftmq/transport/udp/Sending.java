package org.weftmq.transport.udp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.weftmq.Message;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.Attachment;
import org.weftmq.spi.Control;
import org.weftmq.spi.Datagrams;
import org.weftmq.transport.stream.ObjectCoding;
import org.weftmq.transport.stream.Reason;

/**
 * The sending half of an endpoint: each message the socket sends becomes a datagram. What the
 * system does not take is lost, and counted. One thread.
 */
final class Sending {
  private final Datagrams datagrams;
  private final BlockingPipe pipe;
  private final Form form;
  private final ObjectCoding objects;
  private final ByteBuffer buffer;
  private final Tally refused;

  Sending(
      Attachment socket, Datagrams datagrams, BlockingPipe pipe, Form form, ObjectCoding objects) {
    this.datagrams = datagrams;
    this.pipe = pipe;
    this.form = form;
    this.objects = objects;
    this.buffer = ByteBuffer.allocateDirect(socket.options().get(UdpTransport.MAX_DATAGRAM_SIZE));
    this.refused = new Tally(socket);
  }

  /** Sends until nothing will follow, or the datagrams are closed. */
  void run() throws InterruptedException {
    while (!pipe.isOver() && !datagrams.isClosed()) {
      switch (pipe.take()) {
        case Message message when message.hasObject() ->
            objects.encode(message).ifPresentOrElse(this::send, pipe::spoiled);
        case Message message -> send(message);
        case Control nobodyObeys -> pipe.sent(1);
        case null -> {} // it was nudged, or is over
      }
    }
  }

  private void send(Message message) {
    buffer.clear();
    try {
      var to = form.write(message, buffer);
      datagrams.send(buffer.flip(), to);
      pipe.sent(1);
    } catch (IOException e) {
      if (!datagrams.isClosed()) { // else it is not sent, like all behind it
        pipe.refused();
        refused.add("a datagram could not be sent: " + Reason.of(e).getMessage());
      }
    }
  }
}
