package org.weftmq.test.hostile;

import java.nio.charset.StandardCharsets;
import org.weftmq.Frame;

/**
 * A frame that an {@link Intruder} heard (37/ZMTP, "frame").
 *
 * @param flags the byte that it began with
 * @param body its body
 */
public record Heard(int flags, Frame body) {
  /** Whether it is a command. */
  public boolean isCommand() {
    return (flags & Speech.COMMAND) != 0;
  }

  /** Whether another frame of the same message follows. */
  public boolean hasMore() {
    return (flags & Speech.MORE) != 0;
  }

  /** The name of the command. */
  public String command() {
    return new String(body.bytes(), 1, body.byteAt(0), StandardCharsets.US_ASCII);
  }
}
