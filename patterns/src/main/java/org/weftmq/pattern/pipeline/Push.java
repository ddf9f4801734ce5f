package org.weftmq.pattern.pipeline;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.Distributing;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A PUSH: sends its messages to its PULL peers in turn, and waits while none can take one
 * (30/PIPELINE).
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var pull = Pull.open(context).bind("inproc://work");
 *     var push = Push.open(context).connect("inproc://work")) {
 *   push.send("sort the mail");
 *   System.out.println(pull.receive().text());
 * }
 * }</pre>
 */
public final class Push extends TypedSocket<Push, Message, Message> implements SendsMessages {
  private Push(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a PUSH. */
  public static Push open(Context context) {
    return new Push(context.open(SocketType.PUSH, new Distributing(), List.of()));
  }
}
