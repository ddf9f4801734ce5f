package org.weftmq.pattern.strategy;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.ConnectionMessages;
import org.weftmq.Message;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.spi.Notices;

/**
 * The messages around a connection that a type of socket knows.
 *
 * @param options the options of {@link ConnectionMessages} that the type has; it heeds no other
 */
public record ConnectionNotices(List<Option<?>> options) {
  private static final Message PROBE = Message.of("");

  /** Of a type that has these options. */
  public static ConnectionNotices of(Option<?>... options) {
    return new ConnectionNotices(List.of(options));
  }

  /** No such messages. */
  public static ConnectionNotices none() {
    return of();
  }

  /** The messages of an endpoint that has these options. */
  public Notices with(Options values) {
    return new Notices(
        opening(values),
        message(ConnectionMessages.DISCONNECT, values),
        message(ConnectionMessages.HICCUP, values));
  }

  private List<Message> opening(Options values) {
    var opening = new ArrayList<>(message(ConnectionMessages.HELLO, values));
    if (options.contains(ConnectionMessages.PROBE_ROUTER)
        && values.get(ConnectionMessages.PROBE_ROUTER)) {
      opening.add(PROBE);
    }
    return opening;
  }

  private List<Message> message(Option<Message> option, Options values) {
    return options.contains(option) ? ConnectionMessages.of(option, values) : List.of();
  }
}
