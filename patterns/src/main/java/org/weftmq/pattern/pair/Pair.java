package org.weftmq.pattern.pair;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.OnePeer;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A PAIR: connected with exactly one peer, both ways (31/EXPAIR).
 *
 * <p>While it has no peer, or the peer's queue is full, {@code send} waits. A second peer is
 * refused until the first is gone, and what the first sent is received before anything of the
 * second.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var here = Pair.open(context).bind("inproc://pair");
 *     var there = Pair.open(context).connect("inproc://pair")) {
 *   here.send("ping");
 *   there.send(there.receive().text() + " pong");
 *   System.out.println(here.receive().text());
 * }
 * }</pre>
 */
public final class Pair extends TypedSocket<Pair, Message, Message>
    implements Duplex, SendsMessages, Receives<Message> {
  private Pair(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a PAIR. */
  public static Pair open(Context context) {
    return new Pair(context.open(SocketType.PAIR, new OnePeer(SocketType.PAIR), List.of()));
  }
}
