package org.weftmq.benchmarks.wire;

/**
 * The part of a measurement that is done with messages of one size.
 *
 * @param size of each message
 * @param untimed milliseconds that do not count
 * @param timed milliseconds that do
 */
record Part(int size, int untimed, int timed) {
  private static final int LARGE = 4096;
  private static final int STRIDE = 256;

  /** Reads what {@link #toString} writes. */
  static Part of(String text) {
    var numbers = text.split(":");
    return new Part(
        Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
  }

  /** After so many messages it is time to look at the clock, which costs as much as a message. */
  int stride() {
    return size < LARGE ? STRIDE : 1;
  }

  @Override
  public String toString() {
    return size + ":" + untimed + ":" + timed;
  }
}
