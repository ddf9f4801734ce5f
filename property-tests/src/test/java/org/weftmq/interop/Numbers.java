package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weftmq.interop.ForeignPeer.PATIENCE;

import java.util.List;
import org.weftmq.Message;
import org.weftmq.Receiver;
import org.weftmq.Sender;

/** Numbered messages at Weft's end, so that order and completeness are one check. */
final class Numbers {
  private Numbers() {}

  /** The message of that number. */
  static Message message(int number) {
    return ForeignPeer.numbered(List.of(), number);
  }

  /** Sends {@code count} of them from {@code first} on. */
  static void send(Sender socket, int first, int count) throws InterruptedException {
    for (var i = first; i < first + count; i++) {
      assertThat(socket.send(message(i), PATIENCE)).as("there is room for number " + i).isTrue();
    }
  }

  /** Receives {@code count} messages, which must end with the numbers from {@code first} on. */
  static void receive(Receiver<Message> socket, int first, int count) throws InterruptedException {
    for (var i = first; i < first + count; i++) {
      assertThat(socket.receive(PATIENCE).map(ForeignPeer::last)).contains(ForeignPeer.number(i));
    }
  }
}
