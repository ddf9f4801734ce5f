package org.weftmq.kit.broken;

import java.io.IOException;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Metadata;
import org.weftmq.zmtp.mechanism.Dialogue;
import org.weftmq.zmtp.mechanism.Mechanism;

/** A mechanism whose sides wait for each other. */
public final class Waiting implements Mechanism {
  /** For the service loader. */
  public Waiting() {}

  @Override
  public String name() {
    return "WAITING";
  }

  @Override
  public Metadata handshake(Dialogue with) throws IOException {
    var first = with.receive();
    with.send(new Command.Ready(with.own()));
    return ((Command.Ready) first).metadata();
  }
}
