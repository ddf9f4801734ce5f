package org.weftmq.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.weftmq.Message;

/**
 * The text that goes on tour, each line of it a message.
 *
 * @param files how many files it is from
 * @param lines the lines in order
 */
record Corpus(int files, List<Message> lines) {
  private static final Pattern TEXT = Pattern.compile("[^.].*\\.(java|md|xml)");
  private static final Pattern PASSED_OVER = Pattern.compile("\\..+|target");

  /** The project's own text, below {@code home}: no hidden folders, nothing that was built. */
  static Corpus below(Path home) throws Failure, IOException {
    var files = new ArrayList<Path>();
    collect(home, files);
    return of(files);
  }

  private static void collect(Path folder, List<Path> files) throws IOException {
    List<Path> entries;
    try (var list = Files.list(folder)) {
      entries = list.sorted().toList();
    }
    for (var entry : entries) {
      var name = entry.getFileName().toString();
      if (Files.isDirectory(entry) && !PASSED_OVER.matcher(name).matches()) {
        collect(entry, files);
      } else if (TEXT.matcher(name).matches() && Files.isRegularFile(entry)) {
        files.add(entry);
      }
    }
  }

  /** The text of these files. */
  static Corpus of(List<Path> files) throws Failure, IOException {
    var lines = new ArrayList<Message>();
    for (var file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new Failure("cannot read " + file + ": there is no such file, or none to be read");
      }
      try (var stream = Files.newInputStream(file)) {
        var input = new Lines(stream);
        for (var line = input.next(); line.isPresent(); line = input.next()) {
          lines.add(Message.wrap(line.get()));
        }
      }
    }
    return new Corpus(files.size(), lines);
  }

  /** The bytes of all lines, without the ends of line. */
  long bytes() {
    return lines.stream().mapToLong(Message::byteSize).sum();
  }
}
