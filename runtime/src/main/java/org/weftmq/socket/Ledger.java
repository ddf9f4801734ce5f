package org.weftmq.socket;

import java.util.Collections;
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

/**
 * The pipes of a socket, and what became of every message that was sent. Owned by the socket's
 * turn.
 */
final class Ledger {
  private final Map<Pipe, Link> pipes = new LinkedHashMap<>(1); // most sockets have one
  private final Drops dropped = new Drops();

  // collections of their own from the first element on: at most times most sockets have none
  private Set<Pipe> detached = Collections.emptySet();
  private Set<Pipe> draining = Collections.emptySet();
  private Map<Endpoint, Long> leftBehind = Collections.emptyMap();

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
    dropped.add(tally);
    var left = tally.queued();
    dropped.add(reason, left);
    if (reason == DropReason.LINGER_EXPIRED && left > 0) {
      if (leftBehind.isEmpty()) {
        leftBehind = new HashMap<>(1);
      }
      leftBehind.merge(link.endpoint(), left, Long::sum);
    }
  }

  /** Routing was told that the pipe is detached; false if it had been told before. */
  boolean detach(Pipe pipe) {
    if (detached.isEmpty()) {
      detached = new HashSet<>(1);
    }
    return detached.add(pipe);
  }

  /** The peer is gone, but what it sent is not all received. */
  void drain(Pipe pipe) {
    if (draining.isEmpty()) {
      draining = new HashSet<>(1);
    }
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
    dropped.add(reason, 1);
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
    var allDropped = new Drops();
    allDropped.add(dropped);
    for (var pipe : pipes.keySet()) {
      var tally = pipe.tally();
      allWritten += tally.written();
      queued += tally.queued();
      allDropped.add(tally);
      allConflated += pipe.conflatedOnArrival();
      allOffered += tally.offered();
    }
    return new SocketStats(
        allOffered, allWritten, queued, allDropped.byReason(), received, allConflated, peers);
  }
}
