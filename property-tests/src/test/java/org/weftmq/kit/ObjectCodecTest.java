package org.weftmq.kit;

import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.weftmq.Frame;
import org.weftmq.ObjectCodec;
import org.weftmq.test.contract.ObjectCodecContract;

/** A codec of objects, of the kind that users write, keeps the contract of such codecs. */
class ObjectCodecTest implements ObjectCodecContract {
  record Price(String of, long cents) {}

  static class Prices implements ObjectCodec {
    @Override
    public Frame encode(Object object) {
      var price = (Price) object;
      var name = Frame.of(price.of);
      var bytes = ByteBuffer.allocate(Long.BYTES + name.size()).putLong(price.cents);
      name.copyTo(bytes);
      return Frame.wrap(bytes.array());
    }

    @Override
    public Object decode(Frame frame) {
      var bytes = frame.buffer();
      var cents = bytes.getLong();
      return new Price(Frame.copyOf(bytes).text(), cents);
    }
  }

  @Override
  public Arbitrary<Object> objects() {
    return Combinators.combine(Arbitraries.strings().alpha(), Arbitraries.longs()).as(Price::new);
  }

  @Override
  public ObjectCodec codec() {
    return new Prices();
  }
}
