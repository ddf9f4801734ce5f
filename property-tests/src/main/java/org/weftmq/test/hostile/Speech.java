package org.weftmq.test.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.weftmq.SocketType;

/**
 * What an {@link Intruder} is to say, as bytes of ZMTP that may be right or wrong, and how it ends.
 * Immutable: each method gives a longer speech.
 *
 * <p>All bytes between two pauses go out together. That matters: the other side cuts an intruder
 * off at the first wrong byte, and who then goes on in a second write may find that its first one
 * was never looked at.
 */
public final class Speech {
  /** The flag of a frame that is followed by another of the same message (37/ZMTP, "flags"). */
  public static final int MORE = 1;

  /** The flag of a frame whose size takes eight bytes. */
  public static final int LARGE = 2;

  /** The flag of a frame that is a command. */
  public static final int COMMAND = 4;

  /** One thing that an intruder does. */
  sealed interface Deed {
    /** Writes. */
    record Write(byte[] bytes) implements Deed {}

    /** Waits. */
    record Pause(Duration time) implements Deed {}

    /** Ends. */
    record End(Manner manner) implements Deed {}
  }

  /** How an intruder ends. */
  enum Manner {
    FINISH,
    RESET
  }

  private static final Speech NOTHING = new Speech(List.of());

  private final List<Deed> deeds;

  private Speech(List<Deed> deeds) {
    this.deeds = deeds;
  }

  /** Nothing as yet. */
  public static Speech begin() {
    return NOTHING;
  }

  /** The same, then {@code bytes}. */
  public Speech bytes(byte... bytes) {
    return and(new Deed.Write(bytes.clone()));
  }

  /** The same, then the bytes of {@code text}, one for each character up to U+00FF. */
  public Speech text(String text) {
    return bytes(latin(text));
  }

  /** The same, then the greeting of a peer that speaks ZMTP 3.1 without security. */
  public Speech greeting() {
    return greeting(3, 1, "NULL", false);
  }

  /** The same, then a greeting (37/ZMTP); {@code mechanism} has at most 20 characters. */
  public Speech greeting(int major, int minor, String mechanism, boolean asServer) {
    var bytes = ByteBuffer.allocate(64).put(0, (byte) 0xFF).put(9, (byte) 0x7F);
    bytes.put(10, (byte) major).put(11, (byte) minor).put(12, latin(mechanism));
    return bytes(bytes.put(32, (byte) (asServer ? 1 : 0)).array());
  }

  /** The same, then greeting and READY of a socket of that type. */
  public Speech joining(SocketType type) {
    return greeting().ready(property("Socket-Type", type.name()));
  }

  /** The same, then the command READY with these properties, each made by {@link #property}. */
  public Speech ready(byte[]... properties) {
    var data = new ByteArrayOutputStream();
    for (var property : properties) {
      data.writeBytes(property);
    }
    return command("READY", data.toByteArray());
  }

  /** A property of a READY: name and value, as they are written (37/ZMTP, "metadata"). */
  public static byte[] property(String name, String value) {
    var bytes = ByteBuffer.allocate(5 + name.length() + value.length());
    return bytes
        .put((byte) name.length())
        .put(latin(name))
        .putInt(value.length())
        .put(latin(value))
        .array();
  }

  /** The same, then a command of that name. */
  public Speech command(String name, byte... data) {
    var body = new ByteArrayOutputStream();
    body.write(name.length());
    body.writeBytes(latin(name));
    body.writeBytes(data);
    return frame(COMMAND, body.toByteArray());
  }

  /** The same, then a message of one frame for each text. */
  public Speech message(String... frames) {
    var speech = this;
    for (var i = 0; i < frames.length; i++) {
      speech = speech.frame(i < frames.length - 1 ? MORE : 0, latin(frames[i]));
    }
    return speech;
  }

  /** The same, then a frame with these flags; that of a large one is added. */
  public Speech frame(int flags, byte... body) {
    var header =
        body.length > 255
            ? header(flags, body.length)
            : new byte[] {(byte) flags, (byte) body.length};
    return bytes(header).bytes(body);
  }

  /** The same, then the header of a frame of {@code size} bytes, none of which need ever come. */
  public Speech announcing(int flags, long size) {
    return bytes(header(flags, size));
  }

  private static byte[] header(int flags, long size) {
    return ByteBuffer.allocate(9).put((byte) (flags | LARGE)).putLong(size).array();
  }

  /** The same, then {@code other}. */
  public Speech then(Speech other) {
    var all = new ArrayList<>(deeds);
    all.addAll(other.deeds);
    return new Speech(List.copyOf(all));
  }

  /** This speech {@code count} times in a row. */
  public Speech times(int count) {
    var all = new ArrayList<Deed>();
    Collections.nCopies(count, deeds).forEach(all::addAll);
    return new Speech(List.copyOf(all));
  }

  /** Only the first {@code count} bytes of this speech, which is then cut off. */
  public Speech upTo(int count) {
    return begin().bytes(Arrays.copyOf(bytes(), count));
  }

  /** The bytes of this speech in pieces of {@code size}, with a pause behind each. */
  public Speech slowly(int size, Duration pause) {
    var speech = begin();
    var bytes = bytes();
    for (var at = 0; at < bytes.length; at += size) {
      speech =
          speech
              .bytes(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)))
              .pause(pause);
    }
    return speech;
  }

  /** The same, then nothing for a while. */
  public Speech pause(Duration time) {
    return and(new Deed.Pause(time));
  }

  /** The same, then the end of the stream; the intruder still listens. */
  public Speech finish() {
    return and(new Deed.End(Manner.FINISH));
  }

  /** The same, then a reset of the connection; where there is no such thing, its end. */
  public Speech reset() {
    return and(new Deed.End(Manner.RESET));
  }

  /** All its bytes, without the pauses. */
  public byte[] bytes() {
    var all = new ByteArrayOutputStream();
    for (var deed : deeds) {
      if (deed instanceof Deed.Write(byte[] bytes)) {
        all.writeBytes(bytes);
      }
    }
    return all.toByteArray();
  }

  /** What is to be done, in order, with all that is to be written together in one piece. */
  List<Deed> deeds() {
    var joined = new ArrayList<Deed>();
    var together = new ByteArrayOutputStream();
    for (var deed : deeds) {
      if (deed instanceof Deed.Write(byte[] bytes)) {
        together.writeBytes(bytes);
      } else {
        flush(together, joined);
        joined.add(deed);
      }
    }
    flush(together, joined);
    return joined;
  }

  private static void flush(ByteArrayOutputStream together, List<Deed> to) {
    if (together.size() > 0) {
      to.add(new Deed.Write(together.toByteArray()));
      together.reset();
    }
  }

  private Speech and(Deed deed) {
    var all = new ArrayList<>(deeds);
    all.add(deed);
    return new Speech(List.copyOf(all));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
