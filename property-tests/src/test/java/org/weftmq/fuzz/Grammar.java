package org.weftmq.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** ZMTP as its grammar generates it (37/ZMTP), byte by byte; the codec has no part in it. */
public final class Grammar {
  private static final int MORE = 0x01;
  private static final int LARGE = 0x02;
  private static final int COMMAND = 0x04;

  private static final String[] TYPES = {
    "PAIR", "PUB", "SUB", "REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH", "XPUB", "XSUB",
    "STREAM", "SERVER", "CLIENT", "RADIO", "DISH", "GATHER", "SCATTER", "DGRAM", "PEER", "CHANNEL",
    "pub", "Router", "NONE", ""
  };
  private static final String[] NAMES = {
    "Socket-Type", "Identity", "Resource", "socket-type", "IDENTITY", "X-a", "X_b", "x.C+", "9"
  };
  private static final String[] COMMANDS = {
    "READY",
    "ERROR",
    "PING",
    "PONG",
    "SUBSCRIBE",
    "CANCEL",
    "JOIN",
    "LEAVE",
    "HELLO",
    "WELCOME",
    "INITIATE",
    "MESSAGE",
    "ping",
    ""
  };

  private Grammar() {}

  /** What mutations may put in. */
  public static List<byte[]> words() {
    return List.of(
        ascii("\4\5READY"),
        ascii("\4\46\5READY\13Socket-Type\0\0\0\3PUB\10Identity\0\0\0\1a"),
        ascii("\13Socket-Type\0\0\0\6DEALER"),
        ascii("\10Identity\0\0\0\0"),
        ascii("\5ERROR\3why"),
        ascii("\4\7\4PING\0\12"),
        ascii("\4PONG"),
        ascii("\4\12\11SUBSCRIBE"),
        ascii("\6CANCEL"),
        ascii("\4JOIN"),
        ascii("\5LEAVE"),
        ascii("\0\2\1a"),
        ascii("\1\0"),
        new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 3, 'a', 'b', 'c'},
        new byte[] {3, 0, 0, 0, 0, 0, 0, 1, 0});
  }

  /** The bytes of such text. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  /** A body or a prefix; most are short, some are where the size takes another form. */
  static byte[] bytes(Random random) {
    var size =
        switch (random.nextInt(40)) {
          case 0 -> 253 + random.nextInt(6);
          case 1, 2, 3 -> random.nextInt(64);
          case 4, 5 -> 64 + random.nextInt(140);
          default -> random.nextInt(5);
        };
    var bytes = new byte[size];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      for (var i = 0; i < size; i++) {
        bytes[i] = (byte) (bytes[i] & 3); // like flags, sizes and verbs
      }
    }
    return bytes;
  }

  /** A frame; one in eight that could be short is long all the same. */
  static void frame(ByteArrayOutputStream to, int flags, byte[] body, Random random) {
    if (body.length > 255 || random.nextInt(8) == 0) {
      to.write(flags | LARGE);
      to.writeBytes(ByteBuffer.allocate(8).putLong(body.length).array());
    } else {
      to.write(flags);
      to.write(body.length);
    }
    to.writeBytes(body);
  }

  /** Messages and commands, one behind the other. */
  public static void traffic(ByteArrayOutputStream to, Random random) {
    for (var left = random.nextInt(5); left > 0; left--) {
      if (random.nextInt(3) == 0) {
        frame(to, COMMAND, command(random), random);
      } else {
        message(to, random);
      }
    }
    if (random.nextInt(200) == 0) {
      frame(to, random.nextInt(2), new byte[1 << 12 + random.nextInt(5)], random);
    }
  }

  private static void message(ByteArrayOutputStream to, Random random) {
    var frames = random.nextInt(3) == 0 ? 2 + random.nextInt(random.nextInt(10) == 0 ? 40 : 3) : 1;
    for (var i = 1; i < frames; i++) {
      frame(to, MORE, bytes(random), random);
      if (random.nextInt(20) == 0) {
        frame(to, COMMAND, command(random), random); // libzmq does so
      }
    }
    frame(to, 0, bytes(random), random);
  }

  /** The body of a command. */
  static byte[] command(Random random) {
    var name = pick(random, COMMANDS);
    var out = new ByteArrayOutputStream();
    out.write(name.length());
    out.writeBytes(ascii(name));
    switch (name) {
      case "READY" -> out.writeBytes(metadata(random));
      case "ERROR" -> {
        var reason = bytes(random);
        out.write(reason.length);
        out.writeBytes(reason);
      }
      case "PING" -> {
        out.write(random.nextInt(256));
        out.write(random.nextInt(256));
        out.writeBytes(bytes(random));
      }
      default -> out.writeBytes(bytes(random));
    }
    return out.toByteArray();
  }

  /** A list of properties. */
  static byte[] metadata(Random random) {
    var out = new ByteArrayOutputStream();
    if (random.nextInt(4) > 0) {
      property(out, "Socket-Type", ascii(pick(random, TYPES)));
    }
    for (var left = random.nextInt(random.nextInt(30) == 0 ? 80 : 4); left > 0; left--) {
      var fresh = "X-" + Integer.toString(random.nextInt(1 << 20), 36);
      property(out, random.nextBoolean() ? fresh : pick(random, NAMES), bytes(random));
    }
    return out.toByteArray();
  }

  static void property(ByteArrayOutputStream to, String name, byte[] value) {
    to.write(name.length());
    to.writeBytes(ascii(name));
    to.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
    to.writeBytes(value);
  }

  /** The READY of a peer, in its frame. */
  static void ready(ByteArrayOutputStream to, Random random) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(ascii("\5READY"));
    body.writeBytes(metadata(random));
    frame(to, COMMAND, body.toByteArray(), random);
  }

  /** A greeting of any version and mechanism. */
  static void greeting(ByteArrayOutputStream to, Random random) {
    var bytes = ByteBuffer.allocate(64).put(0, (byte) 0xFF).put(9, (byte) 0x7F);
    bytes.put(10, (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : 3));
    bytes.put(11, (byte) random.nextInt(3));
    var mechanism =
        random.nextInt(3) > 0
            ? "NULL"
            : pick(
                random, "PLAIN", "CURVE", "GSSAPI", "NUL", "NULLS", "", "A-Z_0.9+", "X".repeat(20));
    bytes.put(12, ascii(mechanism)).put(32, (byte) random.nextInt(2));
    if (random.nextInt(4) == 0) {
      bytes.put(1 + random.nextInt(8), (byte) 1).put(33 + random.nextInt(31), (byte) 7);
    }
    to.writeBytes(bytes.array());
  }

  /** What a peer sends until it is known. */
  public static byte[] handshake(Random random) {
    var out = new ByteArrayOutputStream();
    greeting(out, random);
    if (random.nextInt(8) == 0) {
      frame(out, COMMAND, command(random), random);
    }
    ready(out, random);
    return out.toByteArray();
  }
}
