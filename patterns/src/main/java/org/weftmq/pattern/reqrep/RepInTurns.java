package org.weftmq.pattern.reqrep;

import org.weftmq.Duplex;
import org.weftmq.Message;
import org.weftmq.spi.Receives;
import org.weftmq.spi.SendsMessages;
import org.weftmq.spi.SocketCore;
import org.weftmq.spi.TypedSocket;

/** A REP of plain messages: receive a request, send its reply, receive the next (28/REQREP). */
final class RepInTurns extends TypedSocket<RepInTurns, Message, Message>
    implements Duplex, SendsMessages, Receives<Message> {
  RepInTurns(SocketCore<Message, Message> core) {
    super(core);
  }
}
