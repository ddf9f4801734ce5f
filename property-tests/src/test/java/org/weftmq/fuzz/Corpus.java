package org.weftmq.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Inputs that are kept as files, a folder for each target; a file is named after what it shows. */
final class Corpus {
  private final Path root;

  private Corpus(Path root) {
    this.root = root;
  }

  /** The one that the tests were built with. */
  static Corpus built() {
    try {
      return new Corpus(
          Path.of(Objects.requireNonNull(Corpus.class.getResource("/corpus")).toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError("a resource has a URI", e);
    }
  }

  /** The one in this folder. */
  static Corpus at(Path root) {
    return new Corpus(root);
  }

  /** The targets that there are folders of. */
  List<String> targets() {
    return list(root).stream().map(folder -> folder.getFileName().toString()).toList();
  }

  /** The files of a target. */
  List<Path> files(String target) {
    return Files.isDirectory(root.resolve(target)) ? list(root.resolve(target)) : List.of();
  }

  /** What is in the files of a target. */
  List<byte[]> inputs(String target) {
    return files(target).stream().map(Corpus::read).toList();
  }

  /** What is in one file. */
  byte[] input(String target, String name) {
    return read(root.resolve(target).resolve(name));
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a finding, under the name of the rule it broke; who mends the cause finds a better one.
   */
  Path add(String target, Fuzz.Finding finding) throws IOException {
    var folder = Files.createDirectories(root.resolve(target));
    var hash = HexFormat.of().toHexDigits(Arrays.hashCode(finding.input()));
    var name = finding.broken().rule().replaceAll("\\W+", "-") + "-" + hash;
    return Files.write(folder.resolve(name), finding.input());
  }

  private static List<Path> list(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
