package org.weftmq.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.weftmq.Message;
import org.weftmq.spi.Control;
import org.weftmq.spi.Item;
import org.weftmq.test.WeftDomain;
import org.weftmq.test.contract.CodecContract;
import org.weftmq.zmtp.Command;
import org.weftmq.zmtp.FrameWriter;
import org.weftmq.zmtp.Limits;
import org.weftmq.zmtp.MessageReader;
import org.weftmq.zmtp.ScriptedWire;

/** The codec of ZMTP keeps the contract of codecs. */
class ZmtpCodecTest implements CodecContract<Item> {
  @Override
  public Arbitrary<Item> values() {
    return Arbitraries.<Item>frequencyOf(
        Tuple.of(9, WeftDomain.messages()),
        Tuple.of(9, WeftDomain.controls()),
        Tuple.of(1, WeftDomain.messagesOfAnySize()));
  }

  @Override
  public Item large(int size) {
    return Message.wrap(new byte[size]);
  }

  @Override
  public byte[] encode(List<Item> values) throws IOException {
    var writer = new FrameWriter(true);
    values.forEach(writer::add);
    var wire = ScriptedWire.silent();
    while (!writer.isWritten()) {
      writer.writeTo(wire);
    }
    return wire.sent().bytes();
  }

  @Override
  public Decoder<Item> decoder() {
    var reader = new MessageReader(new Limits(1 << 22, 100));
    return (in, values) -> decode(reader, in, values);
  }

  private static void decode(MessageReader reader, ByteBuffer in, Consumer<? super Item> values)
      throws IOException {
    for (; ; ) {
      switch (reader.read(in)) {
        case MESSAGE -> values.accept(reader.message());
        case COMMAND -> values.accept(control(reader.command()));
        case NOTHING -> {
          return;
        }
      }
    }
  }

  private static Control control(Command command) throws IOException {
    return switch (command) {
      case Command.Subscribe c -> new Control.Subscribe(c.prefix());
      case Command.Cancel c -> new Control.Cancel(c.prefix());
      case Command.Join c -> new Control.Join(c.group());
      case Command.Leave c -> new Control.Leave(c.group());
      default -> throw new IOException("no item: " + command);
    };
  }
}
