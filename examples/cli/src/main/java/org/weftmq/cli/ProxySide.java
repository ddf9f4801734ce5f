package org.weftmq.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.weftmq.Context;
import org.weftmq.Duplex;
import org.weftmq.SocketOptions;
import org.weftmq.SocketType;
import org.weftmq.pattern.Sockets;
import org.weftmq.pattern.pubsub.Sub;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A socket of a proxy, as text: {@code TYPE:ENDPOINT,...}.
 *
 * @param type its type
 * @param bind the endpoints to bind
 * @param connect the endpoints to connect
 */
record ProxySide(SocketType type, List<String> bind, List<String> connect) {
  private static final String BEGIN = "(bind:|connect:)?[a-z0-9]+://";
  private static final Pattern SIDE = Pattern.compile("(\\w+):(" + BEGIN + ".*)");
  private static final Pattern BETWEEN = Pattern.compile(",(?=" + BEGIN + ")");
  private static final String CONNECT = "connect:";
  private static final String BIND = "bind:";

  /** Reads a side. */
  static final class Converter implements ITypeConverter<ProxySide> {
    @Override
    public ProxySide convert(String text) {
      var side = SIDE.matcher(text);
      if (!side.matches()) {
        throw new TypeConversionException(
            "\"" + text + "\" is not TYPE:ENDPOINT, such as router:tcp://127.0.0.1:5555");
      }
      var type = type(side.group(1));
      if (type == SocketType.DISH) {
        throw new TypeConversionException("a DISH receives nothing here: it joins no group");
      }
      var bind = new ArrayList<String>();
      var connect = new ArrayList<String>();
      for (var endpoint : BETWEEN.split(side.group(2))) {
        if (endpoint.startsWith(CONNECT)) {
          connect.add(endpoint.substring(CONNECT.length()));
        } else {
          bind.add(endpoint.startsWith(BIND) ? endpoint.substring(BIND.length()) : endpoint);
        }
      }
      return new ProxySide(type, bind, connect);
    }

    private static SocketType type(String name) {
      return SocketType.named(name)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no type \""
                          + name
                          + "\"; there are "
                          + Arrays.toString(SocketType.values())));
    }
  }

  /** Opens the socket, and sets it up; a SUB subscribes to all there is. */
  Duplex open(Context context, Console console, List<OptionSetting> settings) {
    var linger = SocketOptions.LINGER.initial();
    var wiring = new Wiring(console, bind, connect, linger, settings);
    return type == SocketType.SUB
        ? Sockets.plain(wiring.wire(Sub.open(context).subscribe("")))
        : wiring.wire(Sockets.open(context, type));
  }
}
