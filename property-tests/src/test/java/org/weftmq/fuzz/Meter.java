package org.weftmq.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Measures the memory and time that work takes on this thread, whatever else the machine does. */
final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Meter() {}

  /** What a piece of work gave, and how many bytes were allocated for it. */
  record Measured<T>(T result, long allocated) {}

  static <T> Measured<T> measure(Supplier<T> work) {
    var before = THREADS.getCurrentThreadAllocatedBytes();
    var result = work.get();
    return new Measured<>(result, THREADS.getCurrentThreadAllocatedBytes() - before);
  }

  /** Measures again what took more than {@code most}: the first time may have loaded classes. */
  static <T> Measured<T> measure(Supplier<T> work, long most) {
    var measured = measure(work);
    return measured.allocated() <= most ? measured : measure(work);
  }

  /** How long this thread has run so far, in nanoseconds. */
  static long cpuTime() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
