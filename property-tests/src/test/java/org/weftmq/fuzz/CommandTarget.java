package org.weftmq.fuzz;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.weftmq.Frame;
import org.weftmq.zmtp.Command;

/** The bodies of commands. */
final class CommandTarget implements Target {
  @Override
  public String name() {
    return "commands";
  }

  @Override
  public byte[] input(Random random) {
    return Grammar.command(random);
  }

  @Override
  public List<byte[]> words() {
    return Grammar.words();
  }

  @Override
  public String check(byte[] input) {
    var padded = new byte[input.length + 3];
    Arrays.fill(padded, (byte) 1);
    System.arraycopy(input, 0, padded, 2, input.length);
    var read = read(Frame.wrap(padded, 2, input.length)); // its neighbours are none of its business
    BrokenRule.unlessEqual(read, CommandModel.read(input), "agrees with the model");
    read.ifPresent(command -> printsWhatItRead(command, input));
    return read.map(command -> outcome(command, input.length)).orElse(REFUSED);
  }

  private static Optional<Command> read(Frame body) {
    try {
      return Optional.of(Command.read(body));
    } catch (IOException refused) {
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      throw new BrokenRule("throws only reasons", e);
    }
  }

  private static void printsWhatItRead(Command command, byte[] input) {
    if (isExact(command)) {
      BrokenRule.unlessEqual(command.body(), Frame.wrap(input), "prints what it read");
    }
  }

  /** Not those with text that is made printable. */
  private static boolean isExact(Command command) {
    return switch (command) {
      case Command.Error e -> false;
      case Command.Unknown(String name, Frame data) -> name.indexOf('?') < 0;
      default -> true;
    };
  }

  private static String outcome(Command command, int size) {
    return command.getClass().getSimpleName() + Integer.numberOfLeadingZeros(size);
  }
}
