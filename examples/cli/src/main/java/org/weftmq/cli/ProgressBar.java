package org.weftmq.cli;

/** A bar on a terminal that fills while something goes on; where there is no terminal, nothing. */
final class ProgressBar {
  private static final int WIDTH = 40;

  private final Console console;
  private final String name;
  private final long whole;
  private int shown = -1;

  /** A bar for {@code whole} steps. */
  ProgressBar(Console console, String name, long whole) {
    this.console = console;
    this.name = name;
    this.whole = whole;
  }

  /** So many steps are done. */
  void at(long done) {
    var percent = (int) (done * 100 / whole);
    if (console.terminal() && percent != shown) {
      shown = percent;
      var filled = percent * WIDTH / 100;
      console
          .err()
          .printf(
              "\r%-6s [%s%s] %3d %%",
              name, "#".repeat(filled), " ".repeat(WIDTH - filled), percent);
      console.err().flush();
    }
  }

  /** Takes the bar away. */
  void clear() {
    if (console.terminal()) {
      console.err().print("\r" + " ".repeat(WIDTH + 20) + "\r");
      console.err().flush();
    }
  }
}
