package org.weftmq.transport.stream;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.weftmq.fuzz.BrokenRule;
import org.weftmq.fuzz.Grammar;
import org.weftmq.fuzz.HandshakeModel;
import org.weftmq.fuzz.Target;
import org.weftmq.spi.Peer;
import org.weftmq.zmtp.ScriptedWire;

/** All that a peer sends until it is known, and then no more: greeting, commands, the end. */
public final class HandshakeTarget implements Target {
  private static final int OWN_GREETING = 64;

  /** Who came of it, or why nobody did; and what was sent to the peer. */
  private record Meeting(Optional<Peer> peer, String reason, Frame sent) {}

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
    var whole = meet(new ScriptedWire(input, random, 1 << 20));
    BrokenRule.unlessEqual(
        meet(new ScriptedWire(input, random, 1 + random.nextInt(20))),
        whole,
        "means the same however it is cut");
    BrokenRule.unlessEqual(
        whole.peer(), HandshakeModel.read(input, ScriptedWire.ADDRESS), "agrees with the model");
    if (whole.peer().isEmpty() && !whole.reason().startsWith("the peer")) {
      throw new BrokenRule("gives a reason in words", "\"" + whole.reason() + "\"");
    }
    sendsItsPart(whole);
    return whole
        .peer()
        .map(p -> p.type() + "" + p.identity().isNone() + p.metadata().size())
        .orElseGet(() -> "refused: " + whole.reason().replaceAll("\\d+|: .*|is .*", ""));
  }

  private static Meeting meet(ScriptedWire wire) {
    var handshake = new Handshake(new Stub(SocketType.DEALER), wire, new Input(wire));
    try {
      handshake.greet();
      var peer = handshake.meet();
      return new Meeting(Optional.of(peer), "", wire.sent());
    } catch (IOException e) {
      return new Meeting(Optional.empty(), String.valueOf(e.getMessage()), wire.sent());
    } catch (RuntimeException | Error e) {
      throw new BrokenRule("throws only reasons", e);
    }
  }

  /** A greeting; then READY, if the peer greeted well; then ERROR, if it did wrong. */
  private static void sendsItsPart(Meeting meeting) {
    var bytes = meeting.sent().bytes();
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
