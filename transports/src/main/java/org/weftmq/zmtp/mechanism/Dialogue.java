package org.weftmq.zmtp.mechanism;

import java.io.IOException;
import org.weftmq.Options;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Metadata;

/** A handshake under way, as the mechanism sees it: commands to and from one peer. */
public interface Dialogue {
  /** What this side tells of itself. */
  Metadata own();

  /** The socket's options. */
  Options options();

  /** Sends a command; blocks until it is written. */
  void send(Command command) throws IOException;

  /**
   * The peer's next command; blocks until it is there.
   *
   * @throws IOException if none comes, or if it is an ERROR; the text is the reason
   */
  Command receive() throws IOException;
}
