package org.weftmq.pipe;

// Two threads at full speed must not write to one cache line: each group of fields, headed by its
// owner, is kept a line away from the next. Superclass fields are laid out first, so a ladder of
// classes is what the JVM offers for that.

@SuppressWarnings("unused") // padding
class RingPadding0 {
  private long p0, p1, p2, p3, p4, p5, p6, p7;
}

class RingProducerFields extends RingPadding0 {
  /** Producer: the chunk that is filled, and the next place in it. */
  Object[] tail;

  int tailAt;

  /** Producer: items put in. Others read it in the opaque way, for statistics. */
  long put;

  /** Producer: messages put in. Others read it in the opaque way, for statistics. */
  long written;

  /** Producer: controls put in. */
  long controls;

  /** Producer: notices put in. */
  long notices;

  /** Producer: the last value of {@code released} it looked at. */
  long knownReleased;

  /** Producer: the last value of {@code limit} it looked at. */
  long knownLimit;

  /** Producer: {@code written} when it first saw that value. */
  long writtenBefore;

  /** Producer: where messages wait in a ring that conflates, else {@code null}. */
  Slots slots;

  /** Producer: messages that gave way to newer ones. Others read it in the opaque way. */
  long replaced;
}

@SuppressWarnings("unused") // padding
class RingPadding1 extends RingProducerFields {
  private long p0, p1, p2, p3, p4, p5, p6, p7;
}

class RingConsumerFields extends RingPadding1 {
  /** Consumer: the chunk that is emptied, and the next place in it. */
  Object[] head;

  int headAt;

  /** Consumer: up to that place it has looked at the items. */
  int seen;

  /** Consumer: items taken out. Others read it in the opaque way, for statistics. */
  long taken;

  /** Consumer: messages taken out. Others read it in the opaque way, for statistics. */
  long read;

  /** Consumer: controls taken out. */
  long controlsRead;

  /** Consumer: notices taken out. */
  long noticesRead;
}

@SuppressWarnings("unused") // padding
class RingPadding2 extends RingConsumerFields {
  private long p0, p1, p2, p3, p4, p5, p6, p7;
}
