package org.weftmq.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.weftmq.zmtp.Greeting;

/** Greetings, and what other protocols begin with. */
final class GreetingTarget implements Target {
  private static final class Reading implements Decoder {
    private boolean done;

    @Override
    public Optional<Object> read(ByteBuffer in) throws IOException {
      if (done) {
        in.position(in.limit()); // what follows is for others
        return Optional.empty();
      }
      var greeting = Greeting.read(in);
      done = greeting.isPresent();
      return greeting.map(Object.class::cast);
    }

    @Override
    public boolean isBetween() {
      return done;
    }
  }

  @Override
  public String name() {
    return "greeting";
  }

  @Override
  public byte[] input(Random random) {
    var out = new ByteArrayOutputStream();
    Grammar.greeting(out, random);
    return out.toByteArray();
  }

  @Override
  public List<byte[]> words() {
    return List.of(
        Grammar.ascii("GET / HTTP/1.1\r\n"),
        Grammar.ascii("SSH-2.0-"),
        Grammar.ascii("\26\3\1\2\0\1"),
        Grammar.ascii("NULL"),
        Grammar.ascii("CURVE"),
        new byte[] {(byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F},
        new byte[] {1, 0});
  }

  @Override
  public String check(byte[] input) {
    var run =
        new StreamRules(Reading::new, Greeting.SIZE - 1)
            .check(input, length -> GreetingModel.read(input, length));
    if (!run.found().isEmpty()) {
      printsWhatItRead((Greeting) run.found().getFirst());
    }
    return run.outcome() + run.found();
  }

  private static void printsWhatItRead(Greeting greeting) {
    try {
      BrokenRule.unlessEqual(
          Greeting.read(greeting.bytes()), Optional.of(greeting), "prints what it read");
    } catch (IOException e) {
      throw new BrokenRule("prints what it read", e);
    }
  }
}
