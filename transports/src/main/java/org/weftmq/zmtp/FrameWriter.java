package org.weftmq.zmtp;

import java.io.IOException;
import java.util.Arrays;
import org.weftmq.Frame;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.spi.Wire;

/**
 * The encoder of frames: gathers what is to be written in one batch, and knows which items of the
 * batch have been given to the wire. Owned by one thread.
 */
public final class FrameWriter {
  private final boolean subscribesByCommand;
  private final boolean bare;
  private final Batch batch = new Batch();

  // where each item ends in the batch
  private long[] ends = new long[64];
  private int items;
  private int itemsWritten;

  // where the first item that is not written begins
  private long nextItem;

  /** {@code subscribesByCommand}: whether the peer knows the commands of ZMTP 3.1. */
  public FrameWriter(boolean subscribesByCommand) {
    this(subscribesByCommand, false);
  }

  private FrameWriter(boolean subscribesByCommand, boolean bare) {
    this.subscribesByCommand = subscribesByCommand;
    this.bare = bare;
  }

  /**
   * For a peer that speaks no ZMTP: the bodies of frames one behind the other, with nothing to tell
   * them apart. Controls have no form there, and are left out.
   */
  public static FrameWriter bare() {
    return new FrameWriter(false, true);
  }

  /** Adds an item to the batch. */
  public void add(Item item) {
    switch (item) {
      case Message message -> addFrames(message);
      case Control control when bare -> {}
      case Control control -> addControl(control);
    }
    if (items == ends.length) {
      ends = Arrays.copyOf(ends, 2 * items);
    }
    ends[items++] = batch.size();
  }

  /** Adds a command that is no item; only to a batch without items. */
  public void add(Command command) {
    addFrame(command.body(), Flags.COMMAND);
    nextItem = batch.size();
  }

  private void addFrames(Message message) {
    var last = message.size() - 1;
    for (var i = 0; i < last; i++) {
      addFrame(message.frame(i), Flags.MORE);
    }
    addFrame(message.frame(last), 0);
  }

  private void addControl(Control control) {
    switch (control) {
      case Control.Subscribe(Frame prefix) when !subscribesByCommand -> addOldStyle(1, prefix);
      case Control.Cancel(Frame prefix) when !subscribesByCommand -> addOldStyle(0, prefix);
      case Control.Subscribe(Frame prefix) -> addCommand(new Command.Subscribe(prefix));
      case Control.Cancel(Frame prefix) -> addCommand(new Command.Cancel(prefix));
      case Control.Join(Frame group) -> addCommand(new Command.Join(group));
      case Control.Leave(Frame group) -> addCommand(new Command.Leave(group));
    }
  }

  private void addCommand(Command command) {
    addFrame(command.body(), Flags.COMMAND);
  }

  /** 23/ZMTP: subscriptions were messages before they were commands. */
  private void addOldStyle(int verb, Frame prefix) {
    var bytes = new byte[1 + prefix.size()];
    bytes[0] = (byte) verb;
    System.arraycopy(prefix.bytes(), 0, bytes, 1, prefix.size());
    addFrame(Frame.wrap(bytes), 0);
  }

  private void addFrame(Frame body, int flags) {
    if (!bare) {
      batch.addHeader(flags, body.size());
    }
    batch.add(body);
  }

  /** How many bytes the batch has. */
  public long size() {
    return batch.size();
  }

  /**
   * Whether the batch is to be written before more items are added; they have room all the same.
   */
  public boolean isFull() {
    return batch.isFull();
  }

  /**
   * Writes some of the batch; blocks until the wire takes something.
   *
   * @return how many items were completed by this write
   */
  public int writeTo(Wire wire) throws IOException {
    if (!batch.isWritten()) {
      batch.writeTo(wire);
    }
    var before = itemsWritten;
    if (batch.isWritten()) {
      itemsWritten = items;
    }
    while (itemsWritten < items && ends[itemsWritten] <= batch.written()) {
      itemsWritten++;
    }
    if (itemsWritten > before) {
      nextItem = ends[itemsWritten - 1];
    }
    return itemsWritten - before;
  }

  /** Whether the whole batch has been written. */
  public boolean isWritten() {
    return batch.isWritten() && itemsWritten == items; // an item may have no bytes: see bare()
  }

  /** Whether the first item that is not written as a whole has been written in part. */
  public boolean isItemBroken() {
    return itemsWritten < items && batch.written() > nextItem;
  }

  /** Begins a new batch. */
  public void clear() {
    batch.clear();
    items = 0;
    itemsWritten = 0;
    nextItem = 0;
  }
}
