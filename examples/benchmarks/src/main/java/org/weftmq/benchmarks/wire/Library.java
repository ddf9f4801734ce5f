package org.weftmq.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.weftmq.benchmarks.Child;

/** What stands at both ends of a wire. */
public enum Library {
  LIBZMQ("libzmq"),
  JEROMQ("JeroMQ"),
  WEFT("Weft");

  private final String title;

  Library(String title) {
    this.title = title;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The command of a peer, whose arguments follow; empty if it cannot be had here. */
  Optional<List<String>> command() throws IOException, InterruptedException {
    return switch (this) {
      case LIBZMQ -> compiled().map(program -> List.of(program.toString()));
      case JEROMQ -> Optional.of(Child.command(List.of(), JeromqPeer.class));
      case WEFT -> Optional.of(Child.command(List.of(), WeftPeer.class));
    };
  }

  /** The peer in C, compiled anew; empty without a C compiler, the header or the library. */
  private static Optional<Path> compiled() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("weft-bench");
    folder.toFile().deleteOnExit();
    var program = folder.resolve("libzmq_peer");
    program.toFile().deleteOnExit();
    var source = folder.resolve("libzmq_peer.c");
    try (var c = Library.class.getResourceAsStream("/libzmq_peer.c")) {
      Files.copy(c, source);
      var compiler =
          new ProcessBuilder("cc", "-O2", "-o", program.toString(), source.toString(), "-lzmq")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("cc.log").toFile())
              .start();
      return compiler.waitFor() == 0 ? Optional.of(program) : Optional.empty();
    } catch (IOException e) { // there is no compiler
      return Optional.empty();
    } finally {
      Files.deleteIfExists(source);
      Files.deleteIfExists(folder.resolve("cc.log"));
    }
  }
}
