package org.weftmq.benchmarks.link;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A single place whose ends park: what a message that somebody waits for costs at least. */
final class HandOff implements Lane {
  // both set it
  private volatile Object item;
  // each end sets its own while it waits
  private volatile Thread putting;
  private volatile Thread taking;

  @Override
  public void put(byte[] bytes) {
    if (item != null) {
      putting = Thread.currentThread();
      while (item != null) {
        LockSupport.park(this);
      }
      putting = null;
    }
    item = bytes;
    Optional.ofNullable(taking).ifPresent(LockSupport::unpark);
  }

  @Override
  public Object take() {
    if (item == null) {
      taking = Thread.currentThread();
      while (item == null) {
        LockSupport.park(this);
      }
      taking = null;
    }
    var taken = item;
    item = null;
    Optional.ofNullable(putting).ifPresent(LockSupport::unpark);
    return taken;
  }
}
