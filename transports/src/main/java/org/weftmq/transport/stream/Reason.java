package org.weftmq.transport.stream;

import java.io.IOException;
import java.net.BindException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;

/** Why something failed with a channel, in words for people. */
public final class Reason {
  private Reason() {}

  /** The same failure, with a text that says what happened. */
  public static IOException of(IOException failure) {
    var text = text(failure);
    return text.equals(failure.getMessage()) ? failure : new IOException(text, failure);
  }

  private static String text(IOException failure) {
    var said = failure.getMessage() == null ? "" : failure.getMessage();
    var words = said.toLowerCase(Locale.ROOT);
    return switch (failure) {
      case ClosedChannelException e -> "the connection was closed";
      case UnknownHostException e -> "there is no host of that name: " + said;
      case NoRouteToHostException e -> "there is no way to that host";
      case BindException e when words.contains("in use") -> "address in use";
      case BindException e when words.contains("cannot assign") -> "not an address of this machine";
      case IOException e when words.contains("permission denied") -> "permission denied";
      case IOException e when words.contains("connection refused") -> "connection refused";
      case IOException e when words.contains("reset") || words.contains("broken pipe") ->
          "the peer reset the connection";
      case IOException e when words.contains("temporarily unavailable") ->
          "too many connections wait there to be accepted";
      case IOException e when words.contains("timed out") -> "the peer did not answer in time";
      case IOException e when said.isEmpty() -> e.getClass().getSimpleName();
      case IOException e -> said;
    };
  }
}
