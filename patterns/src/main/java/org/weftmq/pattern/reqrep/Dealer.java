package org.weftmq.pattern.reqrep;

import org.weftmq.ConnectionMessages;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.SocketType;
import org.weftmq.pattern.strategy.ConnectionNotices;
import org.weftmq.pattern.strategy.Dealing;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/**
 * A DEALER: sends to its peers in turn, and receives one message of each in turn, in any order
 * (28/REQREP). To talk to a REP, put an empty frame in front of each message.
 *
 * <pre>{@code
 * try (var context = Context.open();
 *     var rep = Rep.open(context).bind("inproc://desk");
 *     var dealer = Dealer.open(context).connect("inproc://desk")) {
 *   dealer.send(Message.of("", "one"));
 *   rep.receive().reply("uno");
 *   System.out.println(dealer.receive().text(1));
 * }
 * }</pre>
 */
public final class Dealer extends TypedSocket<Dealer, Message, Message>
    implements Duplex, SendsMessages, Receives<Message> {
  private static final ConnectionNotices NOTICES =
      ConnectionNotices.of(
          ConnectionMessages.HELLO, ConnectionMessages.HICCUP, ConnectionMessages.PROBE_ROUTER);

  private Dealer(SocketCore<Message, Message> core) {
    super(core);
  }

  /** Opens a DEALER. */
  public static Dealer open(Context context) {
    return new Dealer(context.open(SocketType.DEALER, new Dealing(NOTICES), NOTICES.options()));
  }
}
