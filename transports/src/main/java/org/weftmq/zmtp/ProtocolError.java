package org.weftmq.zmtp;

import java.io.IOException;

/** What a peer sent is not ZMTP, or more than is allowed; the text is the reason. */
public final class ProtocolError extends IOException {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public ProtocolError(String reason) {
    super(reason);
  }
}
