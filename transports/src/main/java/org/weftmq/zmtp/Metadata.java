package org.weftmq.zmtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.weftmq.Frame;

/**
 * What a peer tells of itself in the handshake: named properties (37/ZMTP, "metadata"). Immutable;
 * names are compared without regard to case.
 */
public final class Metadata {
  /** The name of the property that says what type of socket the peer is. */
  public static final String SOCKET_TYPE = "Socket-Type";

  /** The name of the property that says by which routing id the peer wants to be known. */
  public static final String IDENTITY = "Identity";

  /** The most properties a peer may announce. */
  public static final int MAX_PROPERTIES = 64;

  /** The most bytes that all properties of a peer may take. */
  public static final int MAX_SIZE = 8 * 1024;

  private static final int MAX_NAME = 255;
  private static final Metadata EMPTY = new Metadata(new LinkedHashMap<>());

  private final Map<String, Frame> properties;

  private Metadata(LinkedHashMap<String, Frame> properties) {
    this.properties = Collections.unmodifiableMap(properties);
  }

  /** No properties. */
  public static Metadata empty() {
    return EMPTY;
  }

  /**
   * The same properties, and {@code value} for {@code name} behind them.
   *
   * @throws IllegalArgumentException if there is such a property already, or the name is malformed
   */
  public Metadata with(String name, Frame value) {
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || !name.chars().allMatch(Metadata::isNameChar)) {
      throw new IllegalArgumentException("malformed property name \"" + name + "\"");
    }
    if (property(name).isPresent()) {
      throw new IllegalArgumentException("there is a property " + name + " already");
    }
    var more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new Metadata(more);
  }

  /** The value of the property of this name, in any case. */
  public Optional<Frame> property(String name) {
    return properties.entrySet().stream()
        .filter(property -> property.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** All properties as they were announced, and in that order. */
  public Map<String, Frame> properties() {
    return properties;
  }

  /** The bytes. */
  public Frame bytes() {
    var size = 0;
    for (var property : properties.entrySet()) {
      size += 1 + property.getKey().length() + 4 + property.getValue().size();
    }
    var bytes = ByteBuffer.allocate(size);
    properties.forEach(
        (name, value) -> {
          bytes.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
          bytes.putInt(value.size());
          value.copyTo(bytes);
        });
    return Frame.wrap(bytes.array());
  }

  /**
   * Reads all that remains in {@code in}.
   *
   * @throws ProtocolError if it is not a list of properties, names one twice, or is too much
   */
  public static Metadata read(ByteBuffer in) throws ProtocolError {
    if (in.remaining() > MAX_SIZE) {
      throw new ProtocolError("the peer announced more than " + MAX_SIZE + " bytes of metadata");
    }
    var properties = new LinkedHashMap<String, Frame>();
    var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    while (in.hasRemaining()) {
      var name = readName(in);
      if (!names.add(name)) {
        throw new ProtocolError("the peer announced its " + name + " twice");
      }
      if (names.size() > MAX_PROPERTIES) {
        throw new ProtocolError("the peer announced more than " + MAX_PROPERTIES + " properties");
      }
      properties.put(name, readValue(in));
    }
    return new Metadata(properties);
  }

  private static String readName(ByteBuffer in) throws ProtocolError {
    var size = in.get() & 0xFF;
    if (size == 0 || size > in.remaining()) {
      throw malformed();
    }
    var name = new StringBuilder(size);
    for (var i = 0; i < size; i++) {
      var c = in.get();
      if (!isNameChar(c)) {
        throw malformed();
      }
      name.append((char) c);
    }
    return name.toString();
  }

  private static Frame readValue(ByteBuffer in) throws ProtocolError {
    if (in.remaining() < 4) {
      throw malformed();
    }
    var size = in.getInt();
    if (size < 0 || size > in.remaining()) { // the size is an unsigned number
      throw malformed();
    }
    var bytes = new byte[size];
    in.get(bytes);
    return Frame.wrap(bytes);
  }

  private static ProtocolError malformed() {
    return new ProtocolError("the peer announced malformed metadata");
  }

  // 37/ZMTP: name-char = ALPHA | DIGIT | "-" | "_" | "." | "+"
  private static boolean isNameChar(int c) {
    return c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c >= '0' && c <= '9'
        || "-_.+".indexOf(c) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metadata that && properties.equals(that.properties);
  }

  @Override
  public int hashCode() {
    return properties.hashCode();
  }

  /** The names and values, shortened. */
  @Override
  public String toString() {
    return properties.toString();
  }
}
