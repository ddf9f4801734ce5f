package org.weftmq.cli;

import java.util.stream.Collectors;
import org.weftmq.Option;
import org.weftmq.Socket;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A value for an option of a socket, both as text.
 *
 * @param name the option's name
 * @param value what it is to be
 */
record OptionSetting(String name, String value) {
  /** Reads {@code name=value}. */
  static final class Converter implements ITypeConverter<OptionSetting> {
    @Override
    public OptionSetting convert(String text) {
      var at = text.indexOf('=');
      if (at < 1) {
        throw new TypeConversionException("\"" + text + "\" is not NAME=VALUE");
      }
      return new OptionSetting(text.substring(0, at), text.substring(at + 1));
    }
  }

  /**
   * Sets the option.
   *
   * @return whether the socket has such an option
   * @throws org.weftmq.BadOptionException if the option does not allow the value
   */
  boolean apply(Socket socket) {
    var option = socket.core().option(name);
    option.ifPresent(o -> set(socket, o));
    return option.isPresent();
  }

  private <T> void set(Socket socket, Option<T> option) {
    socket.set(option, option.parse(value));
  }

  /** The names of the options there are. */
  String known(Socket socket) {
    return socket.core().knownOptions().stream()
        .map(Option::name)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
