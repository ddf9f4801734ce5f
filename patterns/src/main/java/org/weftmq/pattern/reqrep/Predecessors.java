package org.weftmq.pattern.reqrep;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.weftmq.Message;
import org.weftmq.Routed;
import org.weftmq.RoutingId;
import org.weftmq.pattern.strategy.RouteTable;
import org.weftmq.pipe.Pipe;

/**
 * The former owners of routing ids: what they sent is received before anything of those who have
 * their ids next.
 */
final class Predecessors {
  private static final int FEW = 16;

  private final Queue<Routed> backlog = new ArrayDeque<>(0);
  private final Map<RoutingId, Pipe> leaving = new HashMap<>(0);
  private int many = FEW;

  /** A peer has left, but what it sent may not all be received. */
  void left(Pipe pipe) {
    if (!pipe.isDrained()) {
      leaving.put(RouteTable.idOf(pipe), pipe);
    }
    if (leaving.size() > many) { // so rarely that it costs each little
      leaving.values().removeIf(Pipe::isDrained);
      many = Math.max(FEW, 2 * leaving.size());
    }
  }

  /** A peer comes to have an id that one which has left may have had. */
  void succeeded(RoutingId id) {
    var former = leaving.remove(id);
    if (former != null) {
      succeeded(id, former);
    }
  }

  /** A peer comes to have the id of another. */
  void succeeded(RoutingId id, Pipe former) {
    for (var item = former.poll(); item != null; item = former.poll()) {
      if (item instanceof Message body) {
        add(id, body);
      }
    }
    former.takeFarewell().forEach(body -> add(id, body)); // if it has not left, but is given up
  }

  /** Something to be received before anything else. */
  void add(RoutingId id, Message body) {
    backlog.add(new Routed(id, body));
  }

  /** The next of all that, or {@code null} if there is none. */
  Routed poll() {
    return backlog.poll();
  }
}
