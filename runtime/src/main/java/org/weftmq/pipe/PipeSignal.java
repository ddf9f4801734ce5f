package org.weftmq.pipe;

/** What the owner of an end is told about it. */
public enum PipeSignal {
  /** Armed for it, the end has something to poll. */
  READABLE,
  /** Armed for it, the end has room. */
  WRITABLE,
  /** The far end is closed. */
  ENDED,
  /** The owner itself gave the peer up: the way to it is to be broken off, and made anew. */
  SEVERED
}
