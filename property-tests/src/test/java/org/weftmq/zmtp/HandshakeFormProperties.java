package org.weftmq.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.weftmq.Frame;
import org.weftmq.test.WeftDomain;

/** Greetings, metadata and commands: their grammar, and nothing beside it (37/ZMTP). */
class HandshakeFormProperties {
  /** Catches: a greeting that is read before it is whole, read differently, or written wrongly. */
  @Property
  void aGreetingReadsBackOnceItIsWhole(
      @ForAll("mechanisms") String mechanism,
      @ForAll @IntRange(min = 3, max = 255) int major,
      @ForAll @IntRange(max = 255) int minor,
      @ForAll boolean asServer,
      @ForAll @IntRange(max = 64) int come)
      throws ProtocolError {
    var greeting = new Greeting(major, minor, mechanism, asServer);
    var bytes = greeting.bytes();
    assertThat(bytes.remaining()).isEqualTo(64);

    var some = bytes.duplicate().limit(come);
    var read = Greeting.read(some);

    assertThat(read).isEqualTo(come == 64 ? Optional.of(greeting) : Optional.empty());
    assertThat(some.position()).isEqualTo(come == 64 ? 64 : 0);
  }

  /** Catches: a changed byte that makes another mechanism or an older version of a greeting. */
  @Property(tries = 1000)
  void aChangedGreetingMeansTheSameOrIsRefused(
      @ForAll @IntRange(max = 63) int at, @ForAll byte value) {
    var original = new Greeting("PLAIN", true);
    var bytes = ByteBuffer.allocate(64).put(original.bytes()).flip();
    bytes.put(at, value);
    try {
      var read = Greeting.read(bytes).orElseThrow();
      assertThat(read.major()).isGreaterThanOrEqualTo(3);
      if (at < 12 || at >= 32) { // else a longer or another name, which will not be agreed upon
        assertThat(read.mechanism()).isEqualTo("PLAIN");
      }
    } catch (ProtocolError e) {
      assertThat(e).hasMessageStartingWith("the peer");
    }
  }

  /** Catches: text that another protocol begins with, and that is waited for or half understood. */
  @Property
  void whatIsNoGreetingIsRefusedAtTheFirstByteThatShowsIt(@ForAll @Size(64) byte[] noise) {
    if (noise[0] != (byte) 0xFF) {
      assertThatThrownBy(() -> Greeting.read(ByteBuffer.wrap(noise, 0, 1)))
          .isInstanceOf(ProtocolError.class);
    }
  }

  /** Catches: properties that are lost, reordered, or not found in another case. */
  @Property
  void metadataReadsBack(@ForAll("properties") Map<String, Frame> properties) throws ProtocolError {
    var metadata = Metadata.empty();
    for (var property : properties.entrySet()) {
      metadata = metadata.with(property.getKey(), property.getValue());
    }

    var read = Metadata.read(metadata.bytes().buffer());

    assertThat(read).isEqualTo(metadata);
    assertThat(read.properties()).containsExactlyEntriesOf(metadata.properties());
    properties.forEach(
        (name, value) -> assertThat(read.property(name.toLowerCase())).contains(value));
  }

  /**
   * Catches: bytes that make the reader of metadata throw anything but what it says, or overrun.
   */
  @Property(tries = 1000)
  void anyBytesAreMetadataOrRefused(
      @ForAll("properties") Map<String, Frame> properties, @ForAll int where, @ForAll byte value)
      throws ProtocolError {
    var metadata = Metadata.empty();
    for (var property : properties.entrySet()) {
      metadata = metadata.with(property.getKey(), property.getValue());
    }
    var bytes = metadata.bytes().bytes();
    if (bytes.length > 0) {
      bytes[Math.floorMod(where, bytes.length)] = value;
    }
    try {
      var read = Metadata.read(ByteBuffer.wrap(bytes));
      assertThat(read.bytes().bytes()).isEqualTo(bytes);
    } catch (ProtocolError e) {
      assertThat(e).hasMessageStartingWith("the peer announced");
    }
  }

  /** Catches: a command that reads back as another. */
  @Property
  void aCommandReadsBack(@ForAll("commands") Command command) throws ProtocolError {
    assertThat(Command.read(command.body())).isEqualTo(command);
  }

  /** Catches: bytes that make the reader of commands throw anything but what it says. */
  @Property(tries = 1000)
  void anyBytesAreACommandOrRefused(
      @ForAll("commands") Command command,
      @ForAll int where,
      @ForAll byte value,
      @ForAll boolean cut) {
    var bytes = command.body().bytes();
    var at = Math.floorMod(where, bytes.length);
    bytes[at] = value;
    try {
      Command.read(Frame.wrap(bytes, 0, cut ? at : bytes.length));
    } catch (ProtocolError e) {
      assertThat(e).hasMessageStartingWith("the peer");
    }
  }

  /** Catches: text of a peer that forges lines of a log. */
  @Property
  void whatAPeerSaysIsPrintable(@ForAll @Size(max = 255) byte[] said) throws ProtocolError {
    var body = ByteBuffer.allocate(7 + said.length);
    body.put((byte) 5).put("ERROR".getBytes()).put((byte) said.length).put(said);

    var command = Command.read(Frame.wrap(body.array()));

    assertThat(((Command.Error) command).reason()).matches("[ -~]*").hasSize(said.length);
  }

  @Provide
  Arbitrary<String> mechanisms() {
    return Arbitraries.strings()
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars("-_.+")
        .ofMinLength(1)
        .ofMaxLength(20);
  }

  @Provide
  Arbitrary<Map<String, Frame>> properties() {
    var name = Arbitraries.strings().alpha().numeric().withChars("-_.+").ofMinLength(1);
    return Arbitraries.maps(name.ofMaxLength(20).map(String::toUpperCase), WeftDomain.frames())
        .ofMaxSize(8)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<Command> commands() {
    var frame = WeftDomain.frames();
    var text = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(255);
    var group = frame.filter(name -> name.size() <= Command.MAX_GROUP);
    var ttl = Arbitraries.integers().between(0, 0xFFFF);
    return Arbitraries.<Command>oneOf(
            text.map(Command.Error::new),
            Combinators.combine(ttl, frame).as(Command.Ping::new),
            frame.map(Command.Pong::new),
            frame.map(Command.Subscribe::new),
            frame.map(Command.Cancel::new),
            group.map(Command.Join::new),
            group.map(Command.Leave::new),
            frame.map(data -> new Command.Unknown("HELLO", data)))
        .withoutEdgeCases();
  }
}
