package org.weftmq.interop;

import java.time.Duration;
import java.util.Optional;

/** An implementation of ZeroMQ that Weft talks to. */
enum Library {
  LIBZMQ("libzmq", Binding.PYZMQ),
  LIBZMQ_WITH_DRAFTS("libzmq with drafts", Binding.ZEROMQ_JS),

  /**
   * Of the connections that it makes, JeroMQ 0.6.0 leaves one in thirty or so without a greeting,
   * and reads nothing from it, or only what is there when it begins, whoever listens: its selector
   * may still have the key of the connect when the connection is to be registered. So it has
   * several tries where it connects, each with little time.
   */
  JEROMQ("JeroMQ", null) {
    @Override
    About about() {
      return JeromqPeer.about();
    }

    @Override
    int tries(boolean itConnects) {
      return itConnects ? 5 : 1;
    }

    @Override
    Duration patience(boolean itConnects) {
      return itConnects ? Duration.ofSeconds(1) : ForeignPeer.PATIENCE;
    }

    @Override
    String lacks(String transport) {
      return transport.equals("ipc") ? "its ipc is tcp by another name" : super.lacks(transport);
    }
  };

  private final String title;
  private final Binding binding;

  Library(String title, Binding binding) {
    this.title = title;
    this.binding = binding;
  }

  /** What it is called, whatever its version. */
  String title() {
    return title;
  }

  /** How its sockets are reached, if not in this process. */
  Optional<Binding> binding() {
    return Optional.ofNullable(binding);
  }

  /** Whether it is on this machine. */
  boolean isInstalled() {
    return binding().map(Binding::isInstalled).orElse(true);
  }

  /** Asks it what it is, and has. */
  About about() {
    return binding.about();
  }

  /** How often it may try to connect, or to be connected, until it counts as a failure. */
  int tries(boolean itConnects) {
    return 1;
  }

  /** How long each of those tries may take. */
  Duration patience(boolean itConnects) {
    return ForeignPeer.PATIENCE;
  }

  /** Why Weft cannot talk to it by a transport that it does not have. */
  String lacks(String transport) {
    return "it has no " + transport;
  }
}
