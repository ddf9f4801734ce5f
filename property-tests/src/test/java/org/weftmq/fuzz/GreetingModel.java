package org.weftmq.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.weftmq.zmtp.Greeting;

/** A greeting as 37/ZMTP has it: what may stand at each of its 64 places. */
final class GreetingModel {
  private GreetingModel() {}

  /** What the first {@code length} of the bytes mean; what follows a greeting is not looked at. */
  static Run read(byte[] bytes, int length) {
    var size = Math.min(length, 64);
    for (var i = 0; i < size; i++) {
      if (!isAllowed(bytes, i)) {
        return Run.refused(List.of(), "at " + i);
      }
    }
    if (size < 64) {
      return Run.of(List.of(), false);
    }
    var name = new String(bytes, 12, 20, StandardCharsets.ISO_8859_1);
    var end = name.indexOf('\0');
    var greeting =
        new Greeting(
            bytes[10] & 0xFF,
            bytes[11] & 0xFF,
            end < 0 ? name : name.substring(0, end),
            bytes[32] == 1);
    return Run.of(List.of(greeting), true);
  }

  private static boolean isAllowed(byte[] bytes, int at) {
    var value = bytes[at] & 0xFF;
    return switch (at) {
      case 0 -> value == 0xFF;
      case 9 -> value == 0x7F;
      case 10 -> value >= 3;
      case 12 -> isMechanismByte(value);
      case 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 ->
          isMechanismByte(value) && (value == 0 || bytes[at - 1] != 0);
      default -> true;
    };
  }

  private static boolean isMechanismByte(int value) {
    return value == 0 || String.valueOf((char) value).matches("[A-Z0-9_.+-]");
  }
}
