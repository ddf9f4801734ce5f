package org.weftmq.transport.stream;

import java.io.IOException;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.Control;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;
import org.weftmq.zmtp.ProtocolError;

/** The reading half of a connection: what comes from the wire goes to the socket. One thread. */
final class Inbound {
  private final SocketType type;
  private final BlockingPipe pipe;
  private final Input input;
  private final ObjectCoding objects;
  private final MessageReader reader;
  private final Life life;
  private final Heartbeat heartbeat;

  // whether every message is for the socket, so that nobody need look into it
  private final boolean takesAll;

  Inbound(
      SocketType type,
      BlockingPipe pipe,
      Input input,
      ObjectCoding objects,
      MessageReader reader,
      Life life,
      Heartbeat heartbeat) {
    this.type = type;
    this.pipe = pipe;
    this.input = input;
    this.objects = objects;
    this.reader = reader;
    this.life = life;
    this.heartbeat = heartbeat;
    this.takesAll = type.receives() && !publishes() && !type.isSingleFrame();
  }

  /**
   * Reads until the peer closes the connection; what comes when the socket has ended is forgotten.
   *
   * @throws IOException if the connection breaks or the peer breaks the protocol
   */
  void run() throws IOException, InterruptedException {
    do {
      if (!decode()) {
        input.drain();
        return;
      }
      life.awaited();
    } while (fill());
    if (!isBetweenMessages() && !pipe.isEnded()) {
      throw new IOException("the peer closed the connection in the middle of a message");
    }
  }

  /** What the decoder has left is a header that is not whole. */
  private boolean isBetweenMessages() {
    return reader.isBetweenMessages() && !input.bytes().hasRemaining();
  }

  private boolean fill() throws IOException {
    // Within a body the decoder has taken all there is: nothing is overtaken.
    var more = reader.isInLongBody() ? reader.fill(input.wire()) : input.fill();
    life.sign();
    return more;
  }

  /**
   * Decodes what there is; false if the socket takes no more. A receiver that sleeps is woken when
   * all is decoded, or the queue is full: for each message of its own it would be woken many times.
   */
  private boolean decode() throws IOException, InterruptedException {
    try {
      return decodeAll();
    } finally {
      pipe.announce();
    }
  }

  private boolean decodeAll() throws IOException, InterruptedException {
    var bytes = input.bytes();
    for (; ; ) {
      switch (reader.read(bytes)) {
        case MESSAGE -> {
          if (!deliver(objects.decodable(reader.message()))) {
            return false;
          }
        }
        case COMMAND -> obey(reader.command());
        case NOTHING -> {
          return true;
        }
      }
    }
  }

  private boolean deliver(Message message) throws IOException, InterruptedException {
    if (takesAll) {
      return pipe.putQuietly(message);
    }
    if (type.isSingleFrame()) {
      checkFrames(message);
    }
    if (publishes() && isSubscription(message)) {
      checkTopic(message.first());
      var bytes = message.first().bytes();
      subscribe(bytes[0] == 1, Frame.wrap(bytes, 1, bytes.length - 1));
      return true;
    }
    // A message of several frames may hold subscriptions, too: routing knows the rules for that.
    return !type.receives() && !(publishes() && message.size() > 1) || pipe.putQuietly(message);
  }

  /** 41/CLISRV: may disconnect a peer that is sending multipart messages. */
  private void checkFrames(Message message) throws ProtocolError {
    if (message.size() > 1) {
      throw new ProtocolError(
          "the peer sent a message of "
              + message.size()
              + " frames to a "
              + type
              + ", whose messages have exactly one ("
              + type.specification()
              + ")");
    }
  }

  /** A command that only another type of socket could obey is passed over. */
  private void obey(Command command) throws IOException {
    switch (command) {
      case Command.Ping ping -> heartbeat.pinged(ping);
      case Command.Subscribe(Frame prefix) when publishes() -> subscribe(true, prefix);
      case Command.Cancel(Frame prefix) when publishes() -> subscribe(false, prefix);
      case Command.Join(Frame group) when type == SocketType.RADIO ->
          pipe.put(new Control.Join(group));
      case Command.Leave(Frame group) when type == SocketType.RADIO ->
          pipe.put(new Control.Leave(group));
      case Command.Error(String reason) ->
          throw new IOException("the peer ended the connection: " + reason);
      case Command.Ready ready -> throw new ProtocolError("the peer said READY twice");
      default -> {} // 37/ZMTP: unknown commands are ignored; a PONG is a sign of life, no more
    }
  }

  /** What would be too much for a command is too much for its older form. */
  private static void checkTopic(Frame frame) throws ProtocolError {
    if (frame.size() > Limits.COMMAND_SIZE) {
      throw new ProtocolError("the peer subscribed to a topic of " + (frame.size() - 1) + " bytes");
    }
  }

  private void subscribe(boolean wanted, Frame prefix) {
    pipe.put(wanted ? new Control.Subscribe(prefix) : new Control.Cancel(prefix));
  }

  private boolean publishes() {
    return type == SocketType.PUB || type == SocketType.XPUB;
  }

  /** 23/ZMTP: subscriptions were messages before they were commands; old peers still send those. */
  private static boolean isSubscription(Message message) {
    var first = message.first();
    return message.size() == 1
        && !first.isEmpty()
        && (first.byteAt(0) == 0 || first.byteAt(0) == 1);
  }
}
