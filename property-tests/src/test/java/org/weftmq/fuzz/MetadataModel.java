package org.weftmq.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import org.weftmq.Frame;
import org.weftmq.zmtp.Metadata;

/** A list of properties as 37/ZMTP has it, no more of them and no longer than Weft takes. */
final class MetadataModel {
  private static final long MOST_PROPERTIES = 64;
  private static final long MOST_BYTES = 8 * 1024;

  private MetadataModel() {}

  static Optional<Metadata> read(byte[] bytes) {
    var metadata = Metadata.empty();
    var names = new HashSet<String>();
    for (long at = 0; at < bytes.length; ) {
      var nameEnd = at + 1 + number(bytes, at, 1);
      var valueEnd = nameEnd + 4 + (nameEnd + 4 > bytes.length ? 0 : number(bytes, nameEnd, 4));
      if (nameEnd == at + 1 || valueEnd > bytes.length) {
        return Optional.empty();
      }
      var raw = Arrays.copyOfRange(bytes, (int) at + 1, (int) nameEnd);
      var name = new String(raw, StandardCharsets.ISO_8859_1);
      if (!name.matches("[A-Za-z0-9_.+-]+") || !names.add(name.toLowerCase(Locale.ROOT))) {
        return Optional.empty();
      }
      var value = Arrays.copyOfRange(bytes, (int) nameEnd + 4, (int) valueEnd);
      metadata = metadata.with(name, Frame.wrap(value));
      at = valueEnd;
    }
    return names.size() > MOST_PROPERTIES || bytes.length > MOST_BYTES
        ? Optional.empty()
        : Optional.of(metadata);
  }

  private static long number(byte[] bytes, long at, int width) {
    var number = 0L;
    for (var i = (int) at; i < at + width; i++) {
      number = number << 8 | bytes[i] & 0xFF;
    }
    return number;
  }
}
