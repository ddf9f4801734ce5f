package org.weftmq.transport.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.weftmq.Endpoint;
import org.weftmq.Options;
import org.weftmq.RoutingId;
import org.weftmq.SocketEvent;
import org.weftmq.SocketType;
import org.weftmq.fuzz.BrokenRule;
import org.weftmq.fuzz.Grammar;
import org.weftmq.fuzz.HandshakeModel;
import org.weftmq.fuzz.Target;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.spi.ConnectionAttachment;
import org.weftmq.spi.Environment;
import org.weftmq.spi.Peer;
import org.weftmq.spi.Wire;

/** All that a peer sends until it is known, and then no more: greeting, commands, the end. */
public final class HandshakeTarget implements Target {
  private static final String ADDRESS = "fuzz";
  private static final int OWN_GREETING = 64;

  /** Who came of it, or why nobody did; and what was sent to the peer. */
  private record Meeting(Optional<Peer> peer, String reason, List<Byte> sent) {}

  /** What a peer sent, in pieces, and then the end of the stream. */
  private static final class Script implements Wire {
    private final ByteBuffer bytes;
    private final Random pieces;
    private final int most;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    Script(byte[] bytes, Random pieces, int most) {
      this.bytes = ByteBuffer.wrap(bytes);
      this.pieces = pieces;
      this.most = most;
    }

    @Override
    public int read(ByteBuffer into) {
      if (!bytes.hasRemaining()) {
        return -1;
      }
      var count = Math.min(bytes.remaining(), 1 + pieces.nextInt(most));
      count = Math.min(count, into.remaining());
      into.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public long write(ByteBuffer[] from, int first, int count) {
      var before = sent.size();
      for (var i = first; i < first + count; i++) {
        while (from[i].hasRemaining()) {
          sent.write(from[i].get());
        }
      }
      return sent.size() - before;
    }

    @Override
    public String peerAddress() {
      return ADDRESS;
    }

    @Override
    public void close() {}
  }

  /** A DEALER's part in a handshake. */
  private static final class Dealer implements ConnectionAttachment {
    @Override
    public SocketType type() {
      return SocketType.DEALER;
    }

    @Override
    public Options options() {
      return Options.initial();
    }

    @Override
    public RoutingId identity() {
      return RoutingId.of("me");
    }

    @Override
    public BlockingPipe attach(Peer peer) {
      throw new AssertionError("a handshake attaches nobody");
    }

    @Override
    public Endpoint endpoint() {
      throw new AssertionError("a handshake asks for no endpoint");
    }

    @Override
    public Environment environment() {
      throw new AssertionError("a handshake has no time");
    }

    @Override
    public void report(SocketEvent event) {
      throw new AssertionError("a handshake has no news");
    }
  }

  @Override
  public String name() {
    return "handshake";
  }

  @Override
  public byte[] input(Random random) {
    return Grammar.handshake(random);
  }

  @Override
  public List<byte[]> words() {
    return Grammar.words();
  }

  @Override
  public String check(byte[] input) {
    var random = new Random(Arrays.hashCode(input));
    var whole = meet(new Script(input, random, 1 << 20));
    BrokenRule.unlessEqual(
        meet(new Script(input, random, 1 + random.nextInt(20))),
        whole,
        "means the same however it is cut");
    BrokenRule.unlessEqual(
        whole.peer(), HandshakeModel.read(input, ADDRESS), "agrees with the model");
    if (whole.peer().isEmpty() && !whole.reason().startsWith("the peer")) {
      throw new BrokenRule("gives a reason in words", "\"" + whole.reason() + "\"");
    }
    sendsItsPart(whole);
    return whole
        .peer()
        .map(p -> p.type() + "" + p.identity().isNone() + p.metadata().size())
        .orElseGet(() -> "refused: " + whole.reason().replaceAll("\\d+|: .*|is .*", ""));
  }

  private static Meeting meet(Script wire) {
    var handshake = new Handshake(new Dealer(), wire, new Input(wire));
    try {
      handshake.greet();
      var peer = handshake.meet();
      return new Meeting(Optional.of(peer), "", sent(wire));
    } catch (IOException e) {
      return new Meeting(Optional.empty(), String.valueOf(e.getMessage()), sent(wire));
    } catch (RuntimeException | Error e) {
      throw new BrokenRule("throws only reasons", e);
    }
  }

  private static List<Byte> sent(Script wire) {
    var bytes = wire.sent.toByteArray();
    var list = new Byte[bytes.length];
    Arrays.setAll(list, i -> bytes[i]);
    return List.of(list);
  }

  /** A greeting; then READY, if the peer greeted well; then ERROR, if it did wrong. */
  private static void sendsItsPart(Meeting meeting) {
    var bytes = new byte[meeting.sent().size()];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = meeting.sent().get(i);
    }
    var said = HandshakeModel.commands(bytes, OWN_GREETING);
    var expected =
        meeting.peer().isPresent()
            ? List.of("Ready")
            : bytes.length == OWN_GREETING
                ? List.of()
                : said.size() > 1 ? List.of("Ready", "Error") : List.of("Ready");
    BrokenRule.unlessEqual(said, expected, "sends its part of the handshake");
  }
}
