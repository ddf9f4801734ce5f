package org.weftmq.zmtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.spi.Wire;

/**
 * The decoder of what peers send one another after the handshake: messages, whole, and commands.
 * Owned by one thread.
 */
public final class MessageReader {
  /** What {@link #read} came upon. */
  public enum Found {
    /** A message is complete. */
    MESSAGE,
    /** A command is complete. */
    COMMAND,
    /** More bytes are needed. */
    NOTHING
  }

  private final FrameReader frames = new FrameReader();
  private final Limits limits;

  private Message message;
  private Command command;

  // the frames of a message of which some have yet to come, and how many bytes those may have
  private List<Frame> begun = List.of();
  private long room;

  /** A reader at the beginning of a message or command. */
  public MessageReader(Limits limits) {
    this.limits = limits;
    this.room = limits.messageSize();
  }

  /**
   * Takes bytes from {@code in} up to the end of a message or command. What is not taken must be
   * there again in the next call, followed by more.
   *
   * @throws ProtocolError if it is malformed or too large
   */
  public Found read(ByteBuffer in) throws ProtocolError {
    while (frames.read(in, room, Limits.COMMAND_SIZE)) {
      var body = frames.body();
      if (frames.isCommand()) {
        // 37/ZMTP has commands between messages, but libzmq sends PING and PONG between frames.
        command = Command.read(body);
        return Found.COMMAND;
      }
      if (begun.isEmpty() && !frames.hasMore()) {
        message = Message.of(body);
        return Found.MESSAGE;
      }
      add(body);
      if (!frames.hasMore()) {
        message = Message.of(begun);
        begun = List.of();
        room = limits.messageSize();
        return Found.MESSAGE;
      }
    }
    return Found.NOTHING;
  }

  private void add(Frame frame) throws ProtocolError {
    if (begun.isEmpty()) {
      begun = new ArrayList<>(4);
    }
    if (begun.size() == limits.frames()) {
      throw new ProtocolError(
          "the peer sent a message of more than " + limits.frames() + " frames");
    }
    begun.add(frame);
    room -= frame.size();
  }

  /** See {@link FrameReader#isInLongBody}. */
  public boolean isInLongBody() {
    return frames.isInLongBody();
  }

  /** See {@link FrameReader#fill(Wire)}. */
  public boolean fill(Wire wire) throws IOException {
    return frames.fill(wire);
  }

  /** The message that was found last. */
  public Message message() {
    return message;
  }

  /** The command that was found last. */
  public Command command() {
    return command;
  }

  /** Whether no message or command has been taken in part. */
  public boolean isBetweenMessages() {
    return begun.isEmpty() && frames.isBetweenFrames();
  }
}
