package org.weftmq.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A decoder of a stream as its rules see it. */
interface Decoder {
  /**
   * Takes bytes up to the end of the next thing there is, and gives that; nothing if more bytes are
   * needed. What is not taken is there again in the next call.
   */
  Optional<Object> read(ByteBuffer in) throws IOException;

  /** Whether nothing has been taken in part. */
  boolean isBetween();
}
