package org.weftmq.differential;

import java.util.List;

/** What can be seen of a step. */
sealed interface Outcome {
  /**
   * Whom a message is from that no socket of the script wrote: a subscription that an XPUB sees.
   */
  int NOBODY = -1;

  /** It was done. */
  record Done() implements Outcome {}

  /** It was not tried, as it makes no sense now. */
  record Skipped() implements Outcome {}

  /** It was refused. */
  record Refused(World.Refusal why) implements Outcome {}

  /** There was nothing to receive. */
  record Nothing() implements Outcome {}

  /** This was received. */
  record Received(int from, List<String> frames) implements Outcome {}
}
