package org.weftmq.pattern.clientserver;

import java.util.function.Function;
import org.weftmq.ConnectionMessages;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.ConnectionNotices;
import org.weftmq.pattern.strategy.Dealing;
import org.weftmq.pattern.strategy.SingleFrame;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A CLIENT: sends to its SERVER peers in turn, and receives one message of each in turn, in any
 * order; a message has exactly one frame (41/CLISRV).
 *
 * <p>While no peer can take a message, {@code send} waits. A message of more frames is refused with
 * a {@link org.weftmq.WrongStateException}, and a peer that sends one loses its connection.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var server = Server.open(context).bind("inproc://service");
 *     var client = Client.open(context).connect("inproc://service")) {
 *   client.send("what time is it?");
 *   var question = server.receive();
 *   server.send(question.id(), Message.of("time for tea"));
 *   System.out.println(client.receive().text());
 * }
 * }</pre>
 */
public final class Client extends TypedSocket<Client, Message, Message>
    implements Duplex, SendsMessages, Receives<Message> {
  private static final ConnectionNotices NOTICES =
      ConnectionNotices.of(ConnectionMessages.HELLO, ConnectionMessages.HICCUP);

  private Client(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a CLIENT. */
  public static Client open(Context context) {
    var routing = new SingleFrame<>(SocketType.CLIENT, new Dealing(NOTICES), Function.identity());
    return new Client(context.open(SocketType.CLIENT, routing, NOTICES.options()));
  }
}
