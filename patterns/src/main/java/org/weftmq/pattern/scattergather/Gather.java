package org.weftmq.pattern.scattergather;

import java.util.List;
import java.util.function.Function;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.Collecting;
import org.weftmq.pattern.strategy.SingleFrame;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A GATHER: receives from its SCATTER peers, one message of each in turn; a message has exactly one
 * frame (49/SCATTERGATHER).
 *
 * <p>A peer that sends a message of more frames loses its connection.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var gather = Gather.open(context).bind("tcp://127.0.0.1:*");
 *     var scatter = Scatter.open(context).connect(gather.endpoint())) {
 *   scatter.send("one");
 *   scatter.send("two");
 *   System.out.println(gather.receive().text() + gather.receive().text());
 * }
 * }</pre>
 */
public final class Gather extends TypedSocket<Gather, Message, Message>
    implements Receives<Message> {
  private Gather(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a GATHER. */
  public static Gather open(Context context) {
    var routing = new SingleFrame<>(SocketType.GATHER, new Collecting(), Function.identity());
    return new Gather(context.open(SocketType.GATHER, routing, List.of()));
  }
}
