package org.weftmq.cli;

/** What stands before the tab of a line, and in the first frame of its message. */
enum Label {
  /** Nothing: there is no tab. */
  NONE,
  /** A routing id, in hexadecimal digits. */
  ID,
  /** A text, such as the name of a group. */
  TEXT
}
