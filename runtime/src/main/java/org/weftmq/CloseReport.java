package org.weftmq;

import java.util.Map;

/**
 * What closing a socket could not do in time.
 *
 * @param notWritten how many messages were neither written nor taken by a peer; they are dropped
 * @param perEndpoint the same by the endpoint they waited at, where there were any
 */
public record CloseReport(long notWritten, Map<Endpoint, Long> perEndpoint) {
  /** Nothing was left behind. */
  public static final CloseReport COMPLETE = new CloseReport(0, Map.of());

  /** Whether everything was written. */
  public boolean isComplete() {
    return notWritten == 0;
  }
}
