package org.weftmq.pattern.radiodish;

import java.util.Objects;
import org.weftmq.Frame;

/**
 * A message to the members of a group (48/RADIO-DISH). Immutable, safe to share between threads.
 *
 * @param group the name of the group, at most 255 bytes of UTF-8; it may be empty
 * @param body the one frame of the message
 */
public record GroupMessage(String group, Frame body) {
  /**
   * A message of that body to that group.
   *
   * @throws IllegalArgumentException if the name of the group is too long
   */
  public GroupMessage {
    Group.check(group);
    Objects.requireNonNull(body, "body");
  }

  /** The body read as UTF-8. */
  public String text() {
    return body.text();
  }
}
