package org.weftmq.spi;

/** A socket does not take a peer; the text says why, for its events. */
public final class PeerRefused extends Exception {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public PeerRefused(String reason) {
    super(reason, null, false, false);
  }
}
