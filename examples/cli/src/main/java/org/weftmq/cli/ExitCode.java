package org.weftmq.cli;

import java.io.IOException;
import org.weftmq.BadEndpointException;
import org.weftmq.BadOptionException;
import org.weftmq.TimedOutException;

/** The statuses that the command ends with. */
final class ExitCode {
  static final int OK = 0;
  static final int TIMED_OUT = 1;
  static final int USAGE = 2;
  static final int FAILED = 3;

  private ExitCode() {}

  /** The status for what a command threw. */
  static int of(Exception thrown) {
    return switch (thrown) {
      case TimedOutException e -> TIMED_OUT;
      case BadEndpointException e -> USAGE;
      case BadOptionException e -> USAGE;
      default -> FAILED;
    };
  }

  /** What to tell the user about it, in one line. */
  static String text(Exception thrown) {
    var message = thrown.getMessage();
    return switch (thrown) {
      case InterruptedException e -> "interrupted";
      case IOException e when message != null -> "input or output failed: " + message;
      default -> message == null ? thrown.toString() : message.replaceAll("\\s*\\R\\s*", " ");
    };
  }
}
