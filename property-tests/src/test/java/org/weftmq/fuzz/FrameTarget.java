package org.weftmq.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.weftmq.Message;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;

/** Messages and commands in frames, after the handshake. */
final class FrameTarget implements Target {
  private static final Limits[] LIMITS = {
    new Limits(1 << 20, 32), new Limits(200, 3), new Limits(Long.MAX_VALUE, 1 << 20)
  };

  /** Nothing but a header that is not whole is left for later. */
  static final int REST = 8;

  private final Function<Limits, Decoder> decoders;
  private final int rest;

  /** The codec's own. */
  FrameTarget() {
    this(FrameTarget::decoder, REST);
  }

  /** Another decoder of the same, which may leave so many bytes for later. */
  FrameTarget(Function<Limits, Decoder> decoders, int rest) {
    this.decoders = decoders;
    this.rest = rest;
  }

  private static Decoder decoder(Limits limits) {
    var reader = new MessageReader(limits);
    return new Decoder() {
      @Override
      public Optional<Object> read(ByteBuffer in) throws IOException {
        return switch (reader.read(in)) {
          case MESSAGE -> Optional.of(reader.message());
          case COMMAND -> Optional.of(reader.command());
          case NOTHING -> Optional.empty();
        };
      }

      @Override
      public boolean isBetween() {
        return reader.isBetweenMessages();
      }
    };
  }

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public byte[] input(Random random) {
    var out = new ByteArrayOutputStream();
    Grammar.traffic(out, random);
    return out.toByteArray();
  }

  @Override
  public List<byte[]> words() {
    return Grammar.words();
  }

  @Override
  public String check(byte[] input) {
    var limits = LIMITS[Math.floorMod(Arrays.hashCode(input), LIMITS.length)];
    var rules = new StreamRules(() -> decoders.apply(limits), rest);
    var run = rules.check(input, length -> FrameModel.read(input, length, limits));
    var kinds = new StringBuilder();
    for (var found : run.found()) {
      if (kinds.length() < 24) {
        kinds.append(kind(found)).append(' ');
      }
    }
    return kinds + run.outcome();
  }

  private static String kind(Object found) {
    return switch (found) {
      case Message message -> Math.min(message.size(), 5) + (message.byteSize() > 255 ? "L" : "m");
      case Command command -> command.getClass().getSimpleName();
      default -> throw new BrokenRule("finds messages and commands", found.toString());
    };
  }
}
