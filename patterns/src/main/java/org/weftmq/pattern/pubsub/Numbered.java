package org.weftmq.pattern.pubsub;

/** What has a number of its own, by which a {@link NumberedSet} finds it. */
interface Numbered {
  /** The number; two things with the same one are slower to tell apart, but not mixed up. */
  int number();
}
