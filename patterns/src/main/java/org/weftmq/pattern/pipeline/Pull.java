package org.weftmq.pattern.pipeline;

import java.util.List;
import org.weftmq.Context;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.Collecting;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A PULL: receives from its PUSH peers, one message of each in turn (30/PIPELINE).
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var pull = Pull.open(context).bind("tcp://127.0.0.1:*");
 *     var push = Push.open(context).connect(pull.endpoint())) {
 *   push.send("the last job");
 *   for (var message : pull) { // ends when the socket or the context is closed
 *     System.out.println(message.text());
 *     pull.close();
 *   }
 * }
 * }</pre>
 */
public final class Pull extends TypedSocket<Pull, Message, Message> implements Receives<Message> {
  private Pull(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a PULL. */
  public static Pull open(Context context) {
    return new Pull(context.open(SocketType.PULL, new Collecting(), List.of()));
  }
}
