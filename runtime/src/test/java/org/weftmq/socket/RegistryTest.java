package org.weftmq.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weftmq.Endpoint;
import org.weftmq.SocketType;
import org.weftmq.fixture.ManualWorld;
import org.weftmq.spi.DirectAttachment;
import org.weftmq.spi.DirectTransport;
import org.weftmq.spi.Presence;
import org.weftmq.spi.Transport;

class RegistryTest {
  @TempDir private Path folder;

  /** Another transport for the scheme of the fixture's. */
  public static final class OtherMem implements DirectTransport {
    @Override
    public String scheme() {
      return "mem";
    }

    @Override
    public Presence bind(Endpoint at, DirectAttachment socket) {
      return () -> {};
    }

    @Override
    public Presence connect(Endpoint to, DirectAttachment socket) {
      return () -> {};
    }
  }

  @Test
  void findsTheTransportsOnThePath() {
    var registry = new Registry(new ManualWorld(), ServiceLoader.load(Transport.class));

    assertThat(registry.schemes()).containsExactly("hand", "inproc", "mem");
  }

  @Test
  void refusesTwoTransportsForOneScheme() throws Exception {
    var services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Transport.class.getName()), OtherMem.class.getName());
    try (var loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Transport.class.getClassLoader())) {
      var found = ServiceLoader.load(Transport.class, loader);

      assertThatThrownBy(() -> new Registry(new ManualWorld(), found))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("\"mem\"");
    }
  }

  @Test
  void eachContextHasTransportsOfItsOwn() {
    var one = new Registry(new ManualWorld(), ServiceLoader.load(Transport.class));
    var other = new Registry(new ManualWorld(), ServiceLoader.load(Transport.class));
    var endpoint = Endpoint.parse("inproc://x");

    assertThat(one.transport(endpoint, SocketType.PUSH))
        .isNotSameAs(other.transport(endpoint, SocketType.PUSH));
  }
}
