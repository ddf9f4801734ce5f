package org.weftmq.transport.stream;

import java.util.List;
import java.util.Optional;
import org.weftmq.DropReason;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.ObjectCodec;
import org.weftmq.SocketEvent;
import org.weftmq.SocketOptions;
import org.weftmq.spi.Attachment;

/**
 * What a connection does with objects: makes bytes of those that go out, and lets objects be made
 * of the bytes that come in, as the socket's codec says.
 */
public final class ObjectCoding {
  private final Attachment socket;
  private final ObjectCodec codec;

  /** As the options of {@code socket} say. */
  public ObjectCoding(Attachment socket) {
    this.socket = socket;
    this.codec = socket.options().get(SocketOptions.OBJECT_CODEC);
  }

  /** Whether there is a codec: without one, objects cannot pass. */
  public boolean isPossible() {
    return codec != ObjectCodec.NONE;
  }

  /** The message with bytes only; empty, with an event, if the codec fails. */
  public Optional<Message> encode(Message message) {
    try {
      var frames = message.frames().toArray(Frame[]::new);
      for (var i = 0; i < frames.length; i++) {
        frames[i] = frames[i].isObject() ? bytes(frames[i].object()) : frames[i];
      }
      return Optional.of(Message.of(List.of(frames)));
    } catch (Exception | Error e) { // what a codec does must not end the connection
      var reason = "object-codec " + codec + " cannot encode " + message + ": " + e;
      socket.report(
          new SocketEvent.MessageDropped(socket.endpoint(), DropReason.NOT_ENCODED, reason));
      return Optional.empty();
    }
  }

  private Frame bytes(Object object) throws Exception {
    var frame = codec.encode(object);
    if (frame == null || frame.isObject()) {
      throw new IllegalStateException("it gave " + frame + " instead of bytes");
    }
    return frame;
  }

  /** The message whose frames can be asked for objects. */
  public Message decodable(Message message) {
    return codec == ObjectCodec.NONE
        ? message
        : Message.of(message.frames().stream().map(frame -> frame.withCodec(codec)).toList());
  }
}
