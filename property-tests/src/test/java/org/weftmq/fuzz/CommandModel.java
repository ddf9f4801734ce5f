package org.weftmq.fuzz;

import java.util.Arrays;
import java.util.Optional;
import org.weftmq.Frame;
import org.weftmq.zmtp.Command;

/** The body of a command as 37/ZMTP and 48/RADIO-DISH have it. */
final class CommandModel {
  private CommandModel() {}

  static Optional<Command> read(byte[] body) {
    var size = body.length == 0 ? 0 : body[0] & 0xFF;
    if (size == 0 || size > body.length - 1) {
      return Optional.empty();
    }
    var name = printable(body, 1, size);
    var data = Arrays.copyOfRange(body, 1 + size, body.length);
    var frame = Frame.wrap(data);
    return switch (name) {
      case "READY" -> MetadataModel.read(data).map(Command.Ready::new);
      case "ERROR" -> reason(data);
      case "PING" ->
          data.length < 2
              ? Optional.empty()
              : Optional.of(
                  new Command.Ping(
                      (data[0] & 0xFF) * 256 + (data[1] & 0xFF),
                      Frame.wrap(Arrays.copyOfRange(data, 2, data.length))));
      case "PONG" -> Optional.of(new Command.Pong(frame));
      case "SUBSCRIBE" -> Optional.of(new Command.Subscribe(frame));
      case "CANCEL" -> Optional.of(new Command.Cancel(frame));
      case "JOIN" -> data.length > 255 ? Optional.empty() : Optional.of(new Command.Join(frame));
      case "LEAVE" -> data.length > 255 ? Optional.empty() : Optional.of(new Command.Leave(frame));
      default -> Optional.of(new Command.Unknown(name, frame));
    };
  }

  /** An ERROR without any reason is common; what follows the reason says nothing. */
  private static Optional<Command> reason(byte[] data) {
    var size = data.length == 0 ? 0 : data[0] & 0xFF;
    return size > Math.max(0, data.length - 1)
        ? Optional.empty()
        : Optional.of(new Command.Error(printable(data, 1, size)));
  }

  private static String printable(byte[] bytes, int from, int count) {
    var text = new StringBuilder();
    for (var i = from; i < from + count; i++) {
      text.append(bytes[i] < 0x20 || bytes[i] == 0x7F ? '?' : (char) bytes[i]);
    }
    return text.toString();
  }
}
