package org.weftmq.transport.ipc;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.weftmq.actor.Parker;
import org.weftmq.spi.Environment;

/**
 * A path to which a socket is bound. Only a socket is ever replaced, and only when nobody answers
 * there; only the socket that was bound is ever removed.
 */
final class BoundName implements Closeable {
  /** Longer than another process needs from binding a socket to listening on it. */
  private static final Duration SECOND_LOOK = Duration.ofMillis(50);

  /** Within this process nobody looks at a path while another is half bound to it. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private static final int BACKLOG = 1024;

  private final Path path;
  private final Optional<Path> directory;
  private Optional<SocketFile> own = Optional.empty();

  /** A name that is not bound yet. */
  BoundName(Path path) {
    this(path, Optional.empty());
  }

  private BoundName(Path path, Optional<Path> directory) {
    this.path = path;
    this.directory = directory;
  }

  /** A new name that only this user can reach; its directory is removed when it is closed. */
  static BoundName inPrivateDirectory() throws IOException {
    var directory = Files.createTempDirectory("weft-");
    return new BoundName(directory.resolve("socket"), Optional.of(directory));
  }

  Path path() {
    return path;
  }

  /**
   * Binds a new channel to the name.
   *
   * @throws IOException if that cannot be; the text is the reason
   */
  ServerSocketChannel bind(Environment environment) throws IOException, InterruptedException {
    ONE_AT_A_TIME.lockInterruptibly();
    try {
      var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        bind(channel, environment);
        own = SocketFile.at(path);
        return channel;
      } catch (IOException | InterruptedException e) {
        channel.close();
        close();
        throw e;
      }
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private void bind(ServerSocketChannel channel, Environment environment)
      throws IOException, InterruptedException {
    var parent = path.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new IOException("there is no directory " + parent);
    }
    var address = UnixDomainSocketAddress.of(path);
    try {
      channel.bind(address, BACKLOG);
    } catch (BindException e) {
      makeRoom(environment);
      channel.bind(address, BACKLOG);
    }
  }

  /** Removes the socket of a process that is no more. */
  private void makeRoom(Environment environment) throws IOException, InterruptedException {
    var found = SocketFile.at(path);
    if (found.isEmpty()) {
      return;
    }
    if (!found.get().isSocket()) {
      throw new IOException(path + " is not a socket; it is left alone");
    }
    refuseIfAnswered();
    new Parker(environment).await(environment.nanoTime() + SECOND_LOOK.toNanos());
    refuseIfAnswered();
    var aside = path.resolveSibling(".weft-" + environment.random().nextInt(Integer.MAX_VALUE));
    try {
      Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    // Another process may have been faster: what was moved is looked at before it is removed.
    var moved = SocketFile.at(aside);
    if (!moved.equals(found)) {
      Files.createLink(path, aside);
    }
    Files.delete(aside);
    if (!moved.equals(found)) {
      throw inUse();
    }
  }

  private void refuseIfAnswered() throws IOException {
    if (SocketFile.isAnswered(path)) {
      throw inUse();
    }
  }

  private static IOException inUse() {
    return new IOException("address in use");
  }

  /** Removes the name, if it still leads to the socket that was bound. */
  @Override
  public void close() throws IOException {
    if (own.isPresent() && own.equals(SocketFile.at(path))) {
      Files.deleteIfExists(path);
    }
    if (directory.isPresent()) {
      Files.deleteIfExists(directory.get());
    }
  }
}
