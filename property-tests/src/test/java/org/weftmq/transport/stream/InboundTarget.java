package org.weftmq.transport.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.weftmq.Frame;
import org.weftmq.SocketType;
import org.weftmq.fuzz.BrokenRule;
import org.weftmq.fuzz.Grammar;
import org.weftmq.fuzz.InboundModel;
import org.weftmq.fuzz.Target;
import org.weftmq.pipe.BlockingPipe;
import org.weftmq.pipe.Pipe;
import org.weftmq.spi.Item;
import org.weftmq.test.ManualEnvironment;
import org.weftmq.zmtp.FrameWriter;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;
import org.weftmq.zmtp.ScriptedWire;

/**
 * What a connection gives to its socket of all that comes after the handshake: messages,
 * subscriptions in both forms, groups, PINGs. The first byte says of which type the socket is.
 */
public final class InboundTarget implements Target {
  private static final SocketType[] TYPES = {
    SocketType.PULL,
    SocketType.PUB,
    SocketType.XPUB,
    SocketType.RADIO,
    SocketType.SERVER,
    SocketType.PUSH
  };

  private static final Limits LIMITS = new Limits(1 << 18, 32);

  @Override
  public String name() {
    return "inbound";
  }

  @Override
  public byte[] input(Random random) {
    var out = new ByteArrayOutputStream();
    out.write(random.nextInt(TYPES.length));
    Grammar.traffic(out, random);
    return out.toByteArray();
  }

  @Override
  public List<byte[]> words() {
    return Grammar.words();
  }

  @Override
  public String check(byte[] input) {
    var type = TYPES[input.length == 0 ? 0 : Math.floorMod(input[0], TYPES.length)];
    var bytes = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    var random = new Random(Arrays.hashCode(input));
    var whole = read(type, new ScriptedWire(bytes, random, 1 << 20));
    var cut = read(type, new ScriptedWire(bytes, random, 1 + random.nextInt(50)));
    BrokenRule.unlessEqual(cut.found(), whole.found(), "gives the same however it is cut");
    BrokenRule.unlessEqual(cut.refused(), whole.refused(), "ends the same however it is cut");
    BrokenRule.unlessEqual(
        whole, InboundModel.read(type, bytes, LIMITS), "agrees with the model for a " + type);
    var kinds =
        whole.found().stream().limit(4).map(item -> item.getClass().getSimpleName()).toList();
    return type + " " + kinds + (whole.refused() ? REFUSED : "") + whole.pong().size();
  }

  private static InboundModel.Result read(SocketType type, ScriptedWire wire) {
    var environment = new ManualEnvironment();
    var socket = new Stub(type);
    var pipe = Pipe.open();
    pipe.marks(0, 0);
    var far = new BlockingPipe(pipe.far(), environment);
    var objects = new ObjectCoding(socket);
    var outbound = new Outbound(far, wire, objects, new FrameWriter(true));
    var life = new Life(environment, reason -> {});
    var heartbeat = new Heartbeat(socket.options(), environment, life, outbound);
    var inbound =
        new Inbound(
            type, far, new Input(wire), objects, new MessageReader(LIMITS), life, heartbeat);
    var refused = false;
    try {
      inbound.run();
    } catch (IOException e) {
      refused = true;
    } catch (InterruptedException | RuntimeException | Error e) {
      throw new BrokenRule("throws only reasons", e);
    }
    var items = new ArrayList<Item>();
    for (var item = pipe.poll(); item != null; item = pipe.poll()) {
      items.add(item);
    }
    return new InboundModel.Result(items, refused, sent(outbound, wire));
  }

  /** What is sent when nothing more follows; the socket itself sends nothing. */
  private static Frame sent(Outbound outbound, ScriptedWire wire) {
    try {
      outbound.finish();
      outbound.run();
      return wire.sent();
    } catch (IOException | InterruptedException e) {
      throw new BrokenRule("answers", e);
    }
  }
}
