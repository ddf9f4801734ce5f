package org.weftmq.socket;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.weftmq.CloseReport;
import org.weftmq.DropReason;
import org.weftmq.Endpoint;
import org.weftmq.SocketStats;
import org.weftmq.pipe.Pipe;
import org.weftmq.pipe.Tally;

/**
 * The pipes of a socket, and what became of every message that was sent. Owned by the socket's
 * turn.
 */
final class Ledger {
  private final Map<Pipe, Link> pipes = new LinkedHashMap<>();
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
  private final Set<Pipe> detached = new HashSet<>(0);
  private final Set<Pipe> draining = new HashSet<>(0);
  private final Map<Endpoint, Long> leftBehind = new HashMap<>(0);

  // of what is not in a pipe, or no longer
  private long offered;
  private long written;
  private long received;
  private long conflated;
  private int peers;
  private boolean hadPeers;

  void open(Pipe pipe, Link link) {
    pipes.put(pipe, link);
  }

  boolean knows(Pipe pipe) {
    return pipes.containsKey(pipe);
  }

  Link link(Pipe pipe) {
    return pipes.get(pipe);
  }

  Set<Pipe> pipes() {
    return pipes.keySet();
  }

  /** Closes all pipes, also those that are only drained. */
  void closeAll() {
    pipes.keySet().forEach(Pipe::close);
    List.copyOf(draining).forEach(Pipe::close); // closing one takes it out
  }

  /** The far end is closed, so the numbers are final: what is still queued gets {@code reason}. */
  void settle(Pipe pipe, DropReason reason) {
    var link = pipes.remove(pipe);
    detached.remove(pipe);
    var tally = pipe.tally();
    offered += tally.offered();
    written += tally.written();
    conflated += pipe.conflatedOnArrival();
    addDrops(dropped, tally);
    var left = tally.queued();
    drop(reason, left);
    if (reason == DropReason.LINGER_EXPIRED && left > 0) {
      leftBehind.merge(link.endpoint(), left, Long::sum);
    }
  }

  /** Routing was told that the pipe is detached; false if it had been told before. */
  boolean detach(Pipe pipe) {
    return detached.add(pipe);
  }

  /** The peer is gone, but what it sent is not all received. */
  void drain(Pipe pipe) {
    draining.add(pipe);
  }

  void drained(Pipe pipe) {
    draining.remove(pipe);
  }

  /** Whether no peer is there or can come back, and all that they sent was received. */
  boolean isDeserted() {
    return hadPeers && pipes.isEmpty() && draining.isEmpty();
  }

  /** A message was accepted, and no pipe took it. */
  void droppedAtOnce(DropReason reason) {
    offered++;
    drop(reason, 1);
  }

  private void drop(DropReason reason, long count) {
    merge(dropped, reason, count);
  }

  private static void addDrops(Map<DropReason, Long> counts, Tally tally) {
    merge(counts, DropReason.UNKNOWN, tally.unknown());
    merge(counts, DropReason.REFUSED, tally.refused());
    merge(counts, DropReason.PEER_FULL, tally.skipped());
    merge(counts, DropReason.CONFLATED, tally.conflated());
    merge(counts, DropReason.NOT_ENCODED, tally.spoiled());
  }

  private static void merge(Map<DropReason, Long> counts, DropReason reason, long count) {
    if (count > 0) {
      counts.merge(reason, count, Long::sum);
    }
  }

  void received() {
    received++;
  }

  void joined() {
    peers++;
    hadPeers = true;
  }

  void left() {
    peers--;
  }

  int peers() {
    return peers;
  }

  /** What was given up; of pipes whose service was, but has not ended, what they hold now. */
  CloseReport report() {
    var left = new HashMap<>(leftBehind);
    pipes.forEach(
        (pipe, link) -> {
          var queued = pipe.tally().queued();
          if (link.isGivenUp() && queued > 0) {
            left.merge(link.endpoint(), queued, Long::sum);
          }
        });
    var count = left.values().stream().mapToLong(Long::longValue).sum();
    return count == 0 ? CloseReport.COMPLETE : new CloseReport(count, Map.copyOf(left));
  }

  SocketStats stats() {
    var allOffered = offered;
    var allWritten = written;
    var allConflated = conflated;
    var queued = 0L;
    var allDropped = new EnumMap<DropReason, Long>(DropReason.class);
    allDropped.putAll(dropped);
    for (var pipe : pipes.keySet()) {
      var tally = pipe.tally();
      allWritten += tally.written();
      queued += tally.queued();
      addDrops(allDropped, tally);
      allConflated += pipe.conflatedOnArrival();
      allOffered += tally.offered();
    }
    return new SocketStats(
        allOffered, allWritten, queued, Map.copyOf(allDropped), received, allConflated, peers);
  }
}
