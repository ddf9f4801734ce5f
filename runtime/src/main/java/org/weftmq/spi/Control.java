package org.weftmq.spi;

import org.weftmq.Frame;

/** A command that travels in order with messages (37/ZMTP: subscribe, cancel, join, leave). */
public sealed interface Control extends Item {
  /** The peer wants messages that begin with {@code prefix} (37/ZMTP SUBSCRIBE). */
  record Subscribe(Frame prefix) implements Control {}

  /** The peer takes one subscription back (37/ZMTP CANCEL). */
  record Cancel(Frame prefix) implements Control {}

  /** The peer joins a group, by the bytes of its name (48/RADIO-DISH JOIN). */
  record Join(Frame group) implements Control {}

  /** The peer leaves a group, by the bytes of its name (48/RADIO-DISH LEAVE). */
  record Leave(Frame group) implements Control {}
}
