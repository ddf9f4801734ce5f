package org.weftmq.pattern.dgram;

import java.util.Objects;
import org.weftmq.Frame;

/**
 * A datagram, and where it comes from or goes to. Immutable, safe to share between threads.
 *
 * @param address an address and a port in figures, such as {@code 127.0.0.1:5555} or {@code
 *     [::1]:5555}; what was received can be answered at its address
 * @param body what is in it, which may be nothing
 */
public record Datagram(String address, Frame body) {
  /** Of these two; the address is checked when it is sent to. */
  public Datagram {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(body, "body");
  }

  /** Another datagram to the same address. */
  public Datagram reply(Frame answer) {
    return new Datagram(address, answer);
  }

  /** The body read as UTF-8. */
  public String text() {
    return body.text();
  }
}
