package org.weftmq.zmtp.mechanism;

import java.io.IOException;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Metadata;
import org.weftmq.zmtp.ProtocolError;

/** The mechanism without security: each side says READY at once (37/ZMTP, "NULL"). */
public final class Null implements Mechanism {
  /** The one way it works. */
  public Null() {}

  @Override
  public String name() {
    return "NULL";
  }

  @Override
  public Metadata handshake(Dialogue with) throws IOException {
    with.send(new Command.Ready(with.own()));
    if (with.receive() instanceof Command.Ready(Metadata metadata)) {
      return metadata;
    }
    throw new ProtocolError("the peer did not say READY");
  }
}
