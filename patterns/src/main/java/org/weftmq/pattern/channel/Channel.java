package org.weftmq.pattern.channel;

import java.util.List;
import java.util.function.Function;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.OnePeer;
import org.weftmq.pattern.strategy.SingleFrame;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A CHANNEL: connected with exactly one peer, both ways; a message has exactly one frame
 * (52/CHANNEL).
 *
 * <p>While it has no peer, or the peer's queue is full, {@code send} waits. A second peer is
 * refused until the first is gone, and what the first sent is received before anything of the
 * second. A message of more frames is refused with a {@link org.weftmq.WrongStateException}, and a
 * peer that sends one loses its connection.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var here = Channel.open(context).bind("inproc://channel");
 *     var there = Channel.open(context).connect("inproc://channel")) {
 *   here.send("ping");
 *   there.send(there.receive().text() + " pong");
 *   System.out.println(here.receive().text());
 * }
 * }</pre>
 */
public final class Channel extends TypedSocket<Channel, Message, Message>
    implements Duplex, SendsMessages, Receives<Message> {
  private Channel(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a CHANNEL. */
  public static Channel open(Context context) {
    var routing =
        new SingleFrame<>(SocketType.CHANNEL, new OnePeer(SocketType.CHANNEL), Function.identity());
    return new Channel(context.open(SocketType.CHANNEL, routing, List.of()));
  }
}
