package org.weftmq.kit.broken;

/** What can be wrong about something that passes messages on. */
enum Fault {
  /** Nothing. */
  NONE,
  /** Each seventh message is lost. */
  LOSES,
  /** Of some messages in a row the first two are exchanged. */
  REORDERS,
  /** The first frame of a message goes by itself. */
  TEARS,
  /** More than fits is taken. */
  OVERFILLS
}
