package org.weftmq.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.weftmq.BadOptionException;
import org.weftmq.Context;
import org.weftmq.Option;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;

/** The values of options as text: the first byte says which option it is. */
final class OptionTarget implements Target {
  private static final String[] VALUES = {
    "0",
    "1",
    "-1",
    "true",
    "on",
    "off",
    "TRUE",
    "forever",
    "PT1.5S",
    "P1D",
    "PT-1S",
    "-PT1S",
    "P",
    "PT",
    "1000",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "PT2562047H47M16.854775807S",
    "PT2562047H47M16.854775808S",
    "P106751991167300D",
    "1e3",
    "0x10",
    "+5",
    " 5",
    "",
    "NULL",
    "PLAIN",
    "text",
    "\u0663"
  };

  /** Values whose text is one that is read; a message's is for people only. */
  private static final Set<Class<?>> PRINTABLE =
      Set.of(Integer.class, Long.class, Boolean.class, Duration.class, String.class);

  private final List<Option<?>> options = all();

  /** Every option that any socket knows. */
  private static List<Option<?>> all() {
    var options = new LinkedHashMap<String, Option<?>>();
    try (var context = Context.open()) {
      for (var type : new Sockets().types().stream().sorted().toArray(SocketType[]::new)) {
        try (var socket = Sockets.open(context, type)) {
          socket.core().knownOptions().forEach(o -> options.putIfAbsent(o.name(), o));
        }
      }
    }
    return new ArrayList<>(options.values());
  }

  @Override
  public String name() {
    return "options";
  }

  @Override
  public byte[] input(Random random) {
    var which = (char) random.nextInt(options.size());
    return (which + Grammar.pick(random, VALUES)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<byte[]> words() {
    return List.of(VALUES).stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toList();
  }

  @Override
  public String check(byte[] input) {
    var which = input.length == 0 ? 0 : Math.floorMod(input[0], options.size());
    var from = Math.min(1, input.length);
    var text = new String(input, from, input.length - from, StandardCharsets.UTF_8);
    return check(options.get(which), text);
  }

  private static <T> String check(Option<T> option, String text) {
    try {
      var value = option.parse(text);
      BrokenRule.unlessEqual(option.allowed().test(value), true, "gives what is allowed");
      if (PRINTABLE.contains(value.getClass())) {
        BrokenRule.unlessEqual(option.parse(value.toString()), value, "reads what it printed");
      }
      return option.name() + value.toString().length();
    } catch (BadOptionException e) {
      if (!e.getMessage().contains(option.name()) || !e.getMessage().contains(option.bounds())) {
        throw new BrokenRule("says what is allowed", e.getMessage());
      }
      return option.name() + " refused";
    } catch (RuntimeException e) {
      throw new BrokenRule("throws only what it says", e);
    }
  }
}
