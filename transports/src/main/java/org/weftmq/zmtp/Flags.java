package org.weftmq.zmtp;

/** The bits of the byte that begins each frame (37/ZMTP, "flags"). */
final class Flags {
  /** Another frame of the same message follows. */
  static final int MORE = 0x01;

  /** The size takes eight bytes, not one. */
  static final int LARGE = 0x02;

  /** The frame is a command. */
  static final int COMMAND = 0x04;

  /** These must be zero. */
  static final int RESERVED = 0xF8;

  private Flags() {}
}
