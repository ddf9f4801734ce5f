package org.weftmq.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weftmq.BadEndpointException;
import org.weftmq.Endpoint;
import org.weftmq.Option;
import org.weftmq.Options;
import org.weftmq.spi.Connection;
import org.weftmq.spi.Listener;
import org.weftmq.system.SystemEnvironment;
import org.weftmq.transport.stream.Reaching;

class TcpTransportTest {
  private final TcpTransport transport = new TcpTransport();
  private final SystemEnvironment environment = new SystemEnvironment();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var closeable : open) {
      closeable.close();
    }
  }

  private Listener listen(String address) throws Exception {
    return listen(address, Options.initial());
  }

  private Listener listen(String address, Options options) throws Exception {
    var listener = transport.listen(new Endpoint("tcp", address), options, environment);
    open.add(listener);
    return listener;
  }

  private Connection connect(Endpoint to) throws Exception {
    var connection = transport.connect(to, Options.initial(), environment);
    open.add(connection);
    return connection;
  }

  private Connection accept(Listener listener) throws IOException {
    var accepted = listener.accept();
    open.add(accepted);
    return accepted;
  }

  private static int port(Endpoint endpoint) {
    var text = endpoint.address();
    return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
  }

  // ---- bind

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:*, 127.0.0.1",
    "127.0.0.1:0, 127.0.0.1",
    "*:*, 0.0.0.0",
    "0.0.0.0:0, 0.0.0.0",
    "lo:*, 127.0.0.1",
    "localhost:*, 127.0.0.1",
    "[::1]:*, [::1]",
    "::1:0, [::1]",
    "[::]:*, [::]"
  })
  void saysWhereItCameToBeBound(String address, String host) throws Exception {
    var listener = listen(address);

    assertThat(listener.endpoint().toString()).matches("tcp://\\Q" + host + "\\E:[1-9][0-9]*");
    connect(listener.endpoint());
    assertThat(accept(listener).peerAddress()).isNotEmpty();
  }

  @Test
  void takesPeersOfBothFamiliesAtTheAddressForAll() throws Exception {
    var listener = listen("[::]:*");
    var port = port(listener.endpoint());

    connect(new Endpoint("tcp", "127.0.0.1:" + port));
    connect(new Endpoint("tcp", "[::1]:" + port));

    accept(listener);
    accept(listener);
  }

  @Test
  void saysThatAnAddressIsInUse() throws Exception {
    var first = listen("127.0.0.1:*");

    assertThatThrownBy(() -> listen(first.endpoint().address()))
        .isInstanceOf(IOException.class)
        .hasMessage("address in use");
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1:*", "[2001:db8::1]:*"})
  void saysThatAnAddressIsNotOfThisMachine(String address) {
    assertThatThrownBy(() -> listen(address))
        .isInstanceOf(IOException.class)
        .hasMessage("not an address of this machine");
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    assertThatThrownBy(() -> listen("no-such-host.invalid:*"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void refusesAMalformedAddress() {
    assertThatThrownBy(() -> listen("127.0.0.1")).isInstanceOf(BadEndpointException.class);
  }

  @Test
  void canBeBoundAgainAtOnceWhenItIsClosed() throws Exception {
    var first = listen("127.0.0.1:*");
    connect(first.endpoint());
    accept(first).close();

    first.close();

    assertThat(listen(first.endpoint().address()).endpoint()).isEqualTo(first.endpoint());
  }

  @Test
  void endsToAcceptWhenItIsClosed() throws Exception {
    var listener = listen("127.0.0.1:*");
    var end = new CompletableFuture<Throwable>();
    var thread =
        Thread.startVirtualThread(
            () -> {
              try {
                listener.accept();
              } catch (IOException e) {
                end.complete(e);
              }
            });
    org.awaitility.Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);

    listener.close();

    assertThat(end.get()).isInstanceOf(ClosedChannelException.class);
  }

  // ---- connect

  @Test
  void saysThatNobodyListens() throws Exception {
    var listener = listen("127.0.0.1:*");
    listener.close();

    assertThatThrownBy(() -> connect(listener.endpoint()))
        .isInstanceOf(IOException.class)
        .hasMessage("connection refused");
  }

  @Test
  void looksUpANameWhenItConnects() throws Exception {
    var listener = listen("127.0.0.1:*");

    connect(new Endpoint("tcp", "localhost:" + port(listener.endpoint())));

    accept(listener);
  }

  @Test
  void triesAllAddressesOfAName() throws Exception {
    var listener = listen("127.0.0.1:*");
    var twoFaced =
        new ResolvingEnvironment(
            InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1"));

    var connection =
        transport.connect(
            new Endpoint("tcp", "name:" + port(listener.endpoint())), Options.initial(), twoFaced);
    open.add(connection);

    accept(listener);
    assertThat(connection.peerAddress()).startsWith("127.0.0.1:");
  }

  @Test
  void looksANameUpAnewEachTime() throws Exception {
    var listener = listen("127.0.0.1:*");
    var resolving = new ResolvingEnvironment(InetAddress.getByName("127.0.0.1"));
    var to = new Endpoint("tcp", "name:" + port(listener.endpoint()));

    open.add(transport.connect(to, Options.initial(), resolving));
    open.add(transport.connect(to, Options.initial(), resolving));

    assertThat(resolving.lookUps()).isEqualTo(2);
  }

  @Test
  void comesFromTheAddressThatIsNamed() throws Exception {
    var listener = listen("127.0.0.1:*");

    connect(new Endpoint("tcp", "127.0.0.3:0;" + listener.endpoint().address()));

    assertThat(accept(listener).peerAddress()).startsWith("127.0.0.3:");
  }

  @Test
  void comesFromThePortThatIsNamed() throws Exception {
    var listener = listen("127.0.0.1:*");
    var free = listen("127.0.0.1:*");
    free.close();

    connect(new Endpoint("tcp", free.endpoint().address() + ";" + listener.endpoint().address()));

    assertThat(accept(listener).peerAddress()).isEqualTo(free.endpoint().address());
  }

  @Test
  void doesNotTakeItselfForAPeer() throws Exception {
    var free = listen("127.0.0.1:*");
    free.close();
    var address = free.endpoint().address();

    assertThatThrownBy(() -> connect(new Endpoint("tcp", address + ";" + address)))
        .isInstanceOf(IOException.class)
        .hasMessage("it connected to itself: nobody listens there");
  }

  @Test
  void givesUpWhenNobodyAnswersInTime() throws Exception {
    try (var deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var to = new Endpoint("tcp", "127.0.0.1:" + deaf.getLocalPort());
      var options = Options.initial().with(Reaching.CONNECT_TIMEOUT, Duration.ofMillis(50));

      // Linux takes one more than asked for; the next gets no answer.
      assertThatThrownBy(
              () -> {
                for (; ; ) {
                  open.add(transport.connect(to, options, environment));
                }
              })
          .isInstanceOf(IOException.class)
          .hasMessage("nobody answered within 50 ms");
    }
  }

  @Test
  void canBeInterrupted() throws Exception {
    try (var deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var to = new Endpoint("tcp", "127.0.0.1:" + deaf.getLocalPort());
      var end = new CompletableFuture<Throwable>();
      var thread =
          Thread.startVirtualThread(
              () -> {
                try {
                  for (; ; ) {
                    open.add(transport.connect(to, Options.initial(), environment));
                  }
                } catch (IOException | InterruptedException e) {
                  end.complete(e);
                }
              });
      org.awaitility.Awaitility.await()
          .until(() -> thread.getState() != Thread.State.RUNNABLE && open.size() >= 2);

      thread.interrupt();

      assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void checksAnEndpointWithoutReachingForIt() {
    transport.check(new Endpoint("tcp", "no-such-host.invalid:5555"));

    assertThatThrownBy(() -> transport.check(new Endpoint("tcp", "*:5555")))
        .isInstanceOf(BadEndpointException.class);
  }

  @Test
  void hasEachOptionOnce() {
    assertThat(transport.options()).extracting(Option::name).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void setsTheSizesOfTheKernelsBuffers() throws Exception {
    var options =
        Options.initial()
            .with(TcpTransport.SEND_BUFFER, 8192)
            .with(TcpTransport.RECEIVE_BUFFER, 8192);
    var listener = listen("127.0.0.1:*", options);

    open.add(transport.connect(listener.endpoint(), options, environment));

    accept(listener);
  }
}
