package org.weftmq.mutants;

/** What became of one run of a detector, as one line of text between two JVMs. */
record Verdict(Kind kind, long millis, String words) {
  enum Kind {
    /** The detector found nothing. */
    PASSED,
    /** The detector found something. */
    FAILED,
    /** There was no run, so nothing is known. */
    BROKEN
  }

  static Verdict parse(String line) {
    var parts = line.split("\t", 3);
    return new Verdict(Kind.valueOf(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }

  @Override
  public String toString() {
    return kind + "\t" + millis + "\t" + words.strip().replaceAll("\\s+", " ");
  }
}
