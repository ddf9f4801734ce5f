package org.weftmq.transport.ipc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * A file as it was found under a path.
 *
 * @param identity what tells it from any other file that may take its place
 * @param isSocket whether it is a socket
 */
record SocketFile(Object identity, boolean isSocket) {
  private static final int TYPE_BITS = 0170000;
  private static final int SOCKET_BITS = 0140000;

  /** What stands under {@code path} now; a symbolic link counts as such. */
  static Optional<SocketFile> at(Path path) throws IOException {
    try {
      var found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // A file that takes the place of a removed one may get its key: the time tells them apart.
      var identity =
          List.of(found.fileKey() == null ? path : found.fileKey(), found.lastModifiedTime());
      return Optional.of(new SocketFile(identity, found.isOther() && isSocket(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    try {
      var mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & TYPE_BITS) == SOCKET_BITS;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return true; // where there is no mode there are no pipes and devices among the files
    }
  }

  /** Whether it cannot be ruled out that somebody listens at {@code path}. Does not block. */
  static boolean isAnswered(Path path) throws IOException {
    try (var probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (SocketException e) { // the queue of who listens is full, or it is not ours to ask
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
