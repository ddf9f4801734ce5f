package org.weftmq.transport.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.spi.Listener;
import org.weftmq.system.SystemEnvironment;
import org.weftmq.transport.RealEnvironment;
import org.weftmq.transport.tcp.TcpTransport;

class IpcTransportTest {
  private final IpcTransport transport = new IpcTransport();
  private final SystemEnvironment environment = new SystemEnvironment();
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void close() throws Exception {
    for (var closeable : open) {
      closeable.close();
    }
  }

  private Path path() {
    return directory.resolve("socket");
  }

  private static Endpoint at(Object path) {
    return new Endpoint("ipc", path.toString());
  }

  private Listener listen(Object path) throws Exception {
    var listener = transport.listen(at(path), Options.initial(), environment);
    open.add(listener);
    return listener;
  }

  private void connect(Endpoint to) throws Exception {
    open.add(transport.connect(to, Options.initial(), environment));
  }

  private void assertReachable(Listener listener) throws Exception {
    connect(listener.endpoint());
    open.add(listener.accept());
  }

  /** What a process leaves behind that was killed. */
  private static void leaveSocket(Path path) throws IOException {
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(path));
    }
  }

  @Test
  void isReachedThroughItsPath() throws Exception {
    var listener = listen(path());

    assertThat(listener.endpoint()).isEqualTo(at(path()));
    assertReachable(listener);
  }

  @Test
  void isReachedThroughARelativePath() throws Exception {
    var relative = Path.of("").toAbsolutePath().relativize(path().toAbsolutePath());
    var listener = listen(relative);

    assertThat(listener.endpoint()).isEqualTo(at(relative));
    assertReachable(listener);
  }

  @Test
  void removesItsSocketWhenItIsClosed() throws Exception {
    var listener = listen(path());

    listener.close();

    assertThat(path()).doesNotExist();
  }

  @Test
  void makesAPrivatePlaceThatItRemoves() throws Exception {
    var listener = listen("*");
    var path = Path.of(listener.endpoint().address());

    assertThat(path.getParent().getFileName().toString()).startsWith("weft-");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
        .isEqualTo("rwx------");
    assertReachable(listener);

    listener.close();
    assertThat(path.getParent()).doesNotExist();
  }

  @Test
  void makesAnotherPlaceEachTime() throws Exception {
    assertThat(listen("*").endpoint()).isNotEqualTo(listen("*").endpoint());
  }

  // ---- what stands in the way

  @Test
  void leavesAFileAlone() throws Exception {
    Files.writeString(path(), "precious");

    assertThatThrownBy(() -> listen(path()))
        .isInstanceOf(IOException.class)
        .hasMessage(path() + " is not a socket; it is left alone");
    assertThat(path()).hasContent("precious");
  }

  @Test
  void leavesADirectoryAlone() throws Exception {
    Files.createDirectory(path());

    assertThatThrownBy(() -> listen(path())).hasMessageEndingWith("it is left alone");
    assertThat(path()).isDirectory();
  }

  @Test
  void leavesASymbolicLinkAlone() throws Exception {
    leaveSocket(directory.resolve("other"));
    Files.createSymbolicLink(path(), directory.resolve("other"));

    assertThatThrownBy(() -> listen(path())).hasMessageEndingWith("it is left alone");
    assertThat(path()).isSymbolicLink();
  }

  @Test
  void replacesASocketThatNobodyAnswers() throws Exception {
    leaveSocket(path());

    assertReachable(listen(path()));
    assertThat(directory.toFile().list()).containsExactly("socket");
  }

  @Test
  void leavesASocketAloneThatSomebodyAnswers() throws Exception {
    var first = listen(path());

    assertThatThrownBy(() -> listen(path()))
        .isInstanceOf(IOException.class)
        .hasMessage("address in use");
    assertReachable(first);
  }

  @Test
  void leavesASocketAloneWhoseQueueIsFull() throws Exception {
    try (var busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      busy.bind(UnixDomainSocketAddress.of(path()), 1);
      for (var i = 0; i < 3; i++) {
        assertThat(SocketFile.isAnswered(path())).isTrue();
      }

      assertThatThrownBy(() -> listen(path())).hasMessage("address in use");
    }
  }

  @Test
  void doesNotRemoveASocketThatTookItsPlace() throws Exception {
    var first = listen(path());
    Files.delete(path());
    var second = listen(path());

    first.close();

    assertReachable(second);
  }

  @Test
  void canBeBoundAgainWhenItIsClosed() throws Exception {
    listen(path()).close();

    assertReachable(listen(path()));
  }

  @RepeatedTest(20)
  void isBoundByOneOfManyWhoTryAtOnce() throws Exception {
    leaveSocket(path());
    var start = new CountDownLatch(1);
    var winners = new ConcurrentLinkedQueue<Listener>();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  start.await();
                  winners.add(transport.listen(at(path()), Options.initial(), environment));
                } catch (IOException | InterruptedException e) {
                  // the others
                }
              }));
    }

    start.countDown();
    for (var thread : threads) {
      thread.join();
    }
    open.addAll(winners);

    assertThat(winners).hasSize(1);
    assertReachable(winners.element());
  }

  /** Another process replaces the same dead socket, and is a moment faster. */
  private final class Overtaken extends RealEnvironment {
    private final ServerSocketChannel faster;

    Overtaken(ServerSocketChannel faster) {
      this.faster = faster;
    }

    /** The last thing that is asked for before the dead socket is moved away. */
    @Override
    public RandomGenerator random() {
      try {
        Files.delete(path());
        faster.bind(UnixDomainSocketAddress.of(path()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return super.random();
    }
  }

  @Test
  void givesASocketBackThatAnotherProcessWasFasterToBind() throws Exception {
    leaveSocket(path());
    try (var faster = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      var overtaken = new Overtaken(faster);

      assertThatThrownBy(() -> transport.listen(at(path()), Options.initial(), overtaken))
          .hasMessage("address in use");

      connect(at(path()));
      faster.accept().close();
      assertThat(directory.toFile().list()).containsExactly("socket");
    }
  }

  // ---- words

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@name | abstract names are beyond the reach of the JDK; use a path",
        "/tmp/ | the path is that of a directory"
      })
  void saysWhatIsWrongWithAPath(String path, String wrong) {
    for (ThrowingPath use : List.<ThrowingPath>of(this::listen, p -> transport.check(at(p)))) {
      assertThatThrownBy(() -> use.with(path))
          .isInstanceOf(BadEndpointException.class)
          .hasMessageContaining(wrong);
    }
  }

  private interface ThrowingPath {
    void with(String path) throws Exception;
  }

  @Test
  void refusesAPathThatIsTooLongForASocket() throws Exception {
    var longest = directory + "/" + "a".repeat(105 - directory.toString().length());

    assertReachable(listen(longest));
    assertThatThrownBy(() -> listen(longest + "a"))
        .isInstanceOf(BadEndpointException.class)
        .hasMessageContaining("the path has 107 bytes, and a socket's has at most 106");
  }

  @Test
  void connectsToNoWildcard() {
    assertThatThrownBy(() -> transport.check(at("*"))).isInstanceOf(BadEndpointException.class);
  }

  @Test
  void saysThatThereIsNoDirectory() {
    assertThatThrownBy(() -> listen(directory.resolve("missing/socket")))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no directory " + directory.resolve("missing"));
  }

  @Test
  void saysThatNothingIsBound() {
    assertThatThrownBy(() -> connect(at(path())))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing is bound to that path");
  }

  @Test
  void saysThatNobodyListensAnyMore() throws Exception {
    leaveSocket(path());

    assertThatThrownBy(() -> connect(at(path()))).hasMessage("connection refused");
    assertThat(Files.exists(path(), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void hasMoreRoomForWhatIsSentThanTheSystemGives() throws Exception {
    assertThat(sendBuffer(Options.initial())).isGreaterThan(roomBySystem());
  }

  @Test
  void setsTheSizeOfTheKernelsSendBuffer() throws Exception {
    assertThat(sendBuffer(Options.initial().with(TcpTransport.SEND_BUFFER, 8192)))
        .isLessThan(roomBySystem());
  }

  private static int sendBuffer(Options options) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      IpcTransport.tune(channel, options);
      return channel.getOption(StandardSocketOptions.SO_SNDBUF);
    }
  }

  private static int roomBySystem() throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.getOption(StandardSocketOptions.SO_SNDBUF);
    }
  }
}
