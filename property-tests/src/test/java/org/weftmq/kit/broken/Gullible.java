package org.weftmq.kit.broken;

import java.io.IOException;
import org.weftmq.Frame;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Metadata;
import org.weftmq.zmtp.mechanism.Dialogue;
import org.weftmq.zmtp.mechanism.Mechanism;

/** A mechanism that makes do with whatever a peer says instead of READY. */
public final class Gullible implements Mechanism {
  /** For the service loader. */
  public Gullible() {}

  @Override
  public String name() {
    return "GULLIBLE";
  }

  @Override
  public Metadata handshake(Dialogue with) throws IOException {
    with.send(new Command.Ready(with.own()));
    return with.receive() instanceof Command.Ready(Metadata metadata)
        ? metadata
        : Metadata.empty().with(Metadata.SOCKET_TYPE, Frame.of("PAIR"));
  }
}
