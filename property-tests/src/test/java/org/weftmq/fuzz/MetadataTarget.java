package org.weftmq.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.weftmq.zmtp.Metadata;

/** Lists of properties. */
final class MetadataTarget implements Target {
  /** What reads a list of properties. */
  interface Reader {
    Metadata read(ByteBuffer in) throws IOException;
  }

  private static final int FIXED = 64 * 1024;
  private static final int PER_BYTE = 64;

  private final Reader reader;

  /** The codec's own. */
  MetadataTarget() {
    this(Metadata::read);
  }

  /** Another reader of the same. */
  MetadataTarget(Reader reader) {
    this.reader = reader;
  }

  @Override
  public String name() {
    return "metadata";
  }

  @Override
  public byte[] input(Random random) {
    return Grammar.metadata(random);
  }

  @Override
  public List<byte[]> words() {
    return Grammar.words();
  }

  @Override
  public String check(byte[] input) {
    var budget = FIXED + PER_BYTE * (long) input.length;
    var measured = Meter.measure(() -> read(input), budget);
    if (measured.allocated() > budget) {
      throw new BrokenRule(
          "takes memory for what came", measured.allocated() + " bytes for " + input.length);
    }
    var read = measured.result();
    var model = MetadataModel.read(input);
    BrokenRule.unlessEqual(read, model, "agrees with the model");
    read.ifPresent(
        metadata -> {
          var order = List.copyOf(metadata.properties().keySet());
          var expected = List.copyOf(model.orElseThrow().properties().keySet());
          BrokenRule.unlessEqual(order, expected, "keeps the order");
          BrokenRule.unlessEqual(
              metadata.bytes().buffer(), ByteBuffer.wrap(input), "prints what it read");
        });
    return read.map(metadata -> metadata.properties().size() + " of " + input.length / 16)
        .orElse(REFUSED);
  }

  private Optional<Metadata> read(byte[] input) {
    try {
      return Optional.of(reader.read(ByteBuffer.wrap(input)));
    } catch (IOException refused) {
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      throw new BrokenRule("throws only reasons", e);
    }
  }
}
