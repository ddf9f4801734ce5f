package org.weftmq.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.weftmq.Frame;

/** What peers tell one another beside messages (37/ZMTP, "command"). */
public sealed interface Command {
  /** The handshake is done as far as the sender is concerned; this is what it tells of itself. */
  record Ready(Metadata metadata) implements Command {}

  /** The sender ends the connection, for this reason. */
  record Error(String reason) implements Command {
    /** Cuts the reason to what fits into the command. */
    public Error {
      reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }
  }

  /**
   * The receiver is to answer with {@link Pong}, and may give the sender up when nothing more comes
   * from it for {@code ttl} tenths of a second; 0 is no limit.
   */
  record Ping(int ttl, Frame context) implements Command {}

  /** The answer to {@link Ping}, with its context. */
  record Pong(Frame context) implements Command {}

  /** The sender wants messages that begin with {@code prefix}. */
  record Subscribe(Frame prefix) implements Command {}

  /** The sender takes one subscription back. */
  record Cancel(Frame prefix) implements Command {}

  /** The sender joins a group (48/RADIO-DISH). */
  record Join(Frame group) implements Command {}

  /** The sender leaves a group (48/RADIO-DISH). */
  record Leave(Frame group) implements Command {}

  /** A command of another name: of a security mechanism, or of a later version of the protocol. */
  record Unknown(String name, Frame data) implements Command {}

  /** The longest reason of an {@link Error}, in characters. */
  int MAX_REASON = 255;

  /** The longest name of a group, in bytes (48/RADIO-DISH). */
  int MAX_GROUP = 255;

  /** The longest context that a {@link Pong} gives back, in bytes (37/ZMTP, "ping-context"). */
  int MAX_CONTEXT = 16;

  /** The body of the command's frame. */
  default Frame body() {
    return switch (this) {
      case Ready c -> body("READY", c.metadata.bytes());
      case Error c -> body("ERROR", sized(c.reason));
      case Ping c -> body("PING", withTtl(c.ttl, c.context));
      case Pong c -> body("PONG", c.context);
      case Subscribe c -> body("SUBSCRIBE", c.prefix);
      case Cancel c -> body("CANCEL", c.prefix);
      case Join c -> body("JOIN", c.group);
      case Leave c -> body("LEAVE", c.group);
      case Unknown c -> body(c.name, c.data);
    };
  }

  /**
   * The command in the body of a command frame.
   *
   * @throws ProtocolError if it is malformed
   */
  static Command read(Frame body) throws ProtocolError {
    var in = body.buffer();
    var name = readText(in, "command");
    return switch (name) {
      case "READY" -> new Ready(Metadata.read(in));
      case "ERROR" -> new Error(readText(in, "ERROR"));
      case "PING" -> {
        if (in.remaining() < 2) {
          throw new ProtocolError("the peer sent a PING without a TTL");
        }
        yield new Ping(in.getShort() & 0xFFFF, Frame.copyOf(in));
      }
      case "PONG" -> new Pong(Frame.copyOf(in));
      case "SUBSCRIBE" -> new Subscribe(Frame.copyOf(in));
      case "CANCEL" -> new Cancel(Frame.copyOf(in));
      case "JOIN" -> new Join(readGroup(in));
      case "LEAVE" -> new Leave(readGroup(in));
      case "" -> throw new ProtocolError("the peer sent a command without a name");
      default -> new Unknown(name, Frame.copyOf(in));
    };
  }

  private static Frame body(String name, Frame data) {
    var bytes = ByteBuffer.allocate(1 + name.length() + data.size());
    bytes.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
    data.copyTo(bytes);
    return Frame.wrap(bytes.array());
  }

  private static Frame sized(String text) {
    var bytes = ByteBuffer.allocate(1 + text.length()).put((byte) text.length());
    return Frame.wrap(bytes.put(text.getBytes(StandardCharsets.US_ASCII)).array());
  }

  private static Frame withTtl(int ttl, Frame context) {
    var bytes = ByteBuffer.allocate(2 + context.size()).putShort((short) ttl);
    context.copyTo(bytes);
    return Frame.wrap(bytes.array());
  }

  private static Frame readGroup(ByteBuffer in) throws ProtocolError {
    if (in.remaining() > MAX_GROUP) {
      throw new ProtocolError(
          "the peer named a group of "
              + in.remaining()
              + " bytes; there are at most "
              + MAX_GROUP
              + " (48/RADIO-DISH)");
    }
    return Frame.copyOf(in);
  }

  /** Text of a peer may end up in a log: nothing but printable ASCII comes through. */
  private static String readText(ByteBuffer in, String where) throws ProtocolError {
    var size = in.hasRemaining() ? in.get() & 0xFF : 0;
    if (size > in.remaining()) {
      throw new ProtocolError("the peer sent a malformed " + where);
    }
    var text = new StringBuilder(size);
    for (var i = 0; i < size; i++) {
      var c = in.get();
      text.append(c >= ' ' && c < 0x7F ? (char) c : '?');
    }
    return text.toString();
  }
}
