package org.weftmq.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The descriptors that this process has open. */
public final class Descriptors {
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6", "unix");

  static {
    try { // with its first channel, the JDK opens a socket that it keeps
      SocketChannel.open().close();
      DatagramChannel.open().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Descriptors() {}

  /** How many there are; 0 where the system does not tell. */
  public static int count() {
    return links().size();
  }

  /** Those of sockets, by number, each with a text that says where it leads. */
  static Map<Object, Supplier<String>> sockets() {
    var sockets = new HashMap<Object, Supplier<String>>();
    for (var link : links()) {
      try {
        var target = Files.readSymbolicLink(link).toString();
        if (target.startsWith("socket:[")) {
          sockets.put(target, () -> "the descriptor of a socket: " + row(target));
        }
      } catch (IOException e) {
        continue; // it was that of the listing, or has been closed meanwhile
      }
    }
    return sockets;
  }

  private static List<Path> links() {
    if (!Files.isDirectory(OPEN)) {
      return List.of();
    }
    try (var open = Files.list(OPEN)) {
      return open.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its row in the kernel's tables; addresses there are in hexadecimal. */
  private static String row(String target) {
    var inode = target.substring(target.indexOf('[') + 1, target.length() - 1);
    for (var table : TABLES) {
      try (var rows = Files.lines(Path.of("/proc/net", table))) {
        var found = rows.filter(row -> (row + " ").contains(" " + inode + " ")).findFirst();
        if (found.isPresent()) {
          return table + " " + found.get().strip().replaceAll(" +", " ");
        }
      } catch (IOException e) {
        continue; // there is no such table here
      }
    }
    return target + ", neither bound nor connected";
  }
}
