package org.weftmq.transport.stream;

import java.io.IOException;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.Item;
import org.weftmq.spi.Wire;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.FrameWriter;

/** The writing half of a connection: what the socket sends goes to the wire, in batches. */
final class Outbound {
  // nobody's: immutable
  private final BlockingPipe pipe;
  private final Wire wire;
  private final ObjectCoding objects;

  // the writing thread's
  private final FrameWriter writer;
  private boolean used;

  // any thread sets, the writing thread clears: commands that have no place among the items
  private volatile Command.Ping ping;
  private volatile Command.Pong pong;
  // any thread sets once
  private volatile boolean finishing;
  private volatile boolean stopped;

  Outbound(BlockingPipe pipe, Wire wire, ObjectCoding objects, FrameWriter writer) {
    this.pipe = pipe;
    this.wire = wire;
    this.objects = objects;
    this.writer = writer;
  }

  // ---- any thread

  /** Sends a PING as soon as possible. */
  void ping(Command.Ping due) {
    ping = due;
    pipe.nudge();
  }

  /** Answers a PING as soon as possible; an answer that has not gone out yet is replaced. */
  void pong(Frame context) {
    pong = new Command.Pong(shortened(context));
    pipe.nudge();
  }

  private static Frame shortened(Frame context) {
    return context.size() <= Command.MAX_CONTEXT
        ? context
        : Frame.wrap(context.bytes(), 0, Command.MAX_CONTEXT);
  }

  /** Ends the writing once all that is queued now is written. */
  void finish() {
    finishing = true;
    pipe.nudge();
  }

  /** Ends the writing; the wire is closed. */
  void stop() {
    stopped = true;
    pipe.nudge(); // not released: by now the pipe may be another connection's, which must not end
  }

  // ---- the writing thread

  /**
   * Writes until nothing will follow; blocks while there is nothing, and while the wire is full.
   *
   * @throws IOException if it cannot be written
   */
  void run() throws IOException, InterruptedException {
    while (!stopped && !pipe.isOver()) {
      var last = finishing; // read first: what was queued before it was set is found
      addCommands();
      var item = writer.size() == 0 && !last ? pipe.take() : pipe.poll();
      if (last && item == null && writer.size() == 0) {
        return;
      }
      while (item != null) {
        add(item);
        item = writer.isFull() ? null : pipe.poll();
      }
      pipe.giveBack(); // once for all of them: senders fill the queue while this is written
      flush();
    }
  }

  private void add(Item item) {
    if (item instanceof Message message && message.hasObject()) {
      objects.encode(message).ifPresentOrElse(writer::add, pipe::spoiled);
    } else {
      writer.add(item);
    }
  }

  /** Whether any item has been written. */
  boolean isUsed() {
    return used;
  }

  private void addCommands() {
    var duePing = ping;
    if (duePing != null) {
      ping = null;
      writer.add(duePing);
    }
    var duePong = pong;
    if (duePong != null) {
      pong = null;
      writer.add(duePong);
    }
  }

  private void flush() throws IOException {
    try {
      while (!writer.isWritten()) {
        var completed = writer.writeTo(wire);
        if (completed > 0) {
          pipe.sent(completed);
          used = true;
        }
      }
    } catch (IOException e) {
      if (writer.isItemBroken()) {
        pipe.sentInPart();
      }
      throw e;
    }
    writer.clear();
  }
}
