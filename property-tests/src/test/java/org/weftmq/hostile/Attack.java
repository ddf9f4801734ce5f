package org.weftmq.hostile;

import java.io.IOException;

/** What an intruder does that must cost it its own connection, and the reason that is given. */
enum Attack {
  HTTP("does not speak ZMTP") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.text("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
  },
  ZMTP_1("does not speak ZMTP") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.send((byte) 1, (byte) 0);
    }
  },
  TLS("does not speak ZMTP") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.send((byte) 0x16, (byte) 3, (byte) 1, (byte) 2, (byte) 0);
    }
  },
  OLD_VERSION("older than 3.0") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.text("\u00FF\0\0\0\0\0\0\0\1\u007F\1");
    }
  },
  SILENCE("handshake took longer") {
    @Override
    void run(Intruder intruder) {}
  },
  SILENCE_AFTER_THE_GREETING("handshake took longer") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.greet();
    }
  },
  HALF_A_READY("handshake took longer") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.greet().send((byte) 4, (byte) 200, (byte) 5).text("REA");
    }
  },
  LEAVING_IN_THE_HANDSHAKE("during the handshake") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.greet().finish();
    }
  },
  NO_SOCKET_TYPE("no Socket-Type") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.greet().ready();
    }
  },
  WRONG_SOCKET_TYPE("cannot talk to") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("SUB");
    }
  },
  UNKNOWN_SOCKET_TYPE("unknown Socket-Type") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("TROJAN");
    }
  },
  LONG_IDENTITY("Identity of 256 bytes") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder
          .greet()
          .ready(
              Intruder.property("Socket-Type", "PUSH"),
              Intruder.property("Identity", "x".repeat(256)));
    }
  },
  ZERO_IDENTITY("begins with a zero byte") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder
          .greet()
          .ready(Intruder.property("Socket-Type", "PUSH"), Intruder.property("Identity", "\0ab"));
    }
  },
  MUCH_METADATA("") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.greet().ready(Intruder.property("X-Much", "x".repeat(100_000)));
    }
  },
  READY_AS_A_MESSAGE("the peer sent a") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.greet().frame(0, (byte) 5, (byte) 'R');
    }
  },
  READY_TWICE("READY twice") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").ready(Intruder.property("Socket-Type", "PUSH"));
    }
  },
  RESERVED_FLAGS("reserved flags") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").frame(0xF8, (byte) 1);
    }
  },
  CONTINUED_COMMAND("to be continued") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").frame(5, (byte) 1, (byte) 'A');
    }
  },
  HUGE_FRAME("frame of 2147483647 bytes") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").announce(0, Integer.MAX_VALUE);
    }
  },
  HUGER_FRAME("frame of 18446744073709551615 bytes") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").announce(0, -1);
    }
  },
  HUGE_COMMAND("frame of 100000 bytes") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").announce(4, 100_000);
    }
  },
  ENDLESS_MESSAGE("frames") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH");
      for (var i = 0; i < 2_000; i++) {
        intruder.frame(1, (byte) i);
      }
    }
  },
  MESSAGE_OF_MANY_LARGE_FRAMES("bytes where no more than") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH");
      for (var i = 0; i < 80; i++) {
        intruder.frame(1, new byte[30_000]);
      }
    }
  },
  STOPPING_IN_THE_MIDDLE("in the middle of a message") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").frame(1, (byte) 'a').announce(0, 1_000).text("not all of it").finish();
    }
  },
  SHORT_PING("PING without a TTL") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").frame(4, (byte) 4, (byte) 'P', (byte) 'I', (byte) 'N', (byte) 'G');
    }
  },
  NAMELESS_COMMAND("without a name") {
    @Override
    void run(Intruder intruder) throws IOException {
      intruder.join("PUSH").frame(4, (byte) 0);
    }
  };

  private final String reason;

  Attack(String reason) {
    this.reason = reason;
  }

  /** A part of the reason that is to be given. */
  String reason() {
    return reason;
  }

  /** Does it; may throw once it has been cut off. */
  abstract void run(Intruder intruder) throws IOException;
}
