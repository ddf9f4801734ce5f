package org.weftmq.pattern.scattergather;

import java.util.List;
import java.util.function.Function;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.Distributing;
import org.weftmq.pattern.strategy.SingleFrame;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A SCATTER: sends its messages to its GATHER peers in turn, and waits while none can take one; a
 * message has exactly one frame (49/SCATTERGATHER).
 *
 * <p>A message of more frames is refused with a {@link org.weftmq.WrongStateException}.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var gather = Gather.open(context).bind("inproc://work");
 *     var scatter = Scatter.open(context).connect("inproc://work")) {
 *   scatter.send("sort the mail");
 *   System.out.println(gather.receive().text());
 * }
 * }</pre>
 */
public final class Scatter extends TypedSocket<Scatter, Message, Message> implements SendsMessages {
  private Scatter(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a SCATTER. */
  public static Scatter open(Context context) {
    var routing = new SingleFrame<>(SocketType.SCATTER, new Distributing(), Function.identity());
    return new Scatter(context.open(SocketType.SCATTER, routing, List.of()));
  }
}
