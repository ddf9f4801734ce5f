package org.weftmq.zmtp.mechanism;

import java.io.IOException;
import java.util.List;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.zmtp.Metadata;

/**
 * A way for two peers to make sure of one another before they talk (37/ZMTP, "security mechanism");
 * found with {@link java.util.ServiceLoader}, by its name. Safe to use from any thread.
 */
public interface Mechanism {
  /** The name that both peers announce, such as {@code NULL}. */
  String name();

  /** The options it reads. */
  default List<Option<?>> options() {
    return List.of();
  }

  /** Whether a socket with these options is the server, if the mechanism has one. */
  default boolean asServer(Options options) {
    return false;
  }

  /**
   * Does this side's part of the handshake; blocks until the peer has done its own.
   *
   * @return what the peer tells of itself
   * @throws IOException if the peer cannot be trusted or breaks the rules; the text is the reason
   */
  Metadata handshake(Dialogue with) throws IOException;
}
