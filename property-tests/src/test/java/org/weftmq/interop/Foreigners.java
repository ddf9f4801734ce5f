package org.weftmq.interop;

import java.util.EnumMap;
import java.util.Map;

/**
 * The libraries at work: each that is no part of this process has one of its own, for all tests.
 */
final class Foreigners implements AutoCloseable {
  private static final String ANY = "PAIR";

  private final Map<Library, PeerProcess> processes = new EnumMap<>(Library.class);

  /** A socket of that library, of the type of that name; one at a time. */
  ForeignPeer open(Library library, String type) {
    return library
        .binding()
        .<ForeignPeer>map(binding -> LibzmqPeer.in(process(library, binding), type))
        .orElseGet(() -> JeromqPeer.open(type));
  }

  private PeerProcess process(Library library, Binding binding) {
    return processes.computeIfAbsent(library, l -> PeerProcess.start(binding, ANY));
  }

  /** Nobody knows what it still does: the next one is to have a new process. */
  void forget(Library library) {
    var process = processes.remove(library);
    if (process != null) {
      process.close();
    }
  }

  @Override
  public void close() {
    processes.values().forEach(PeerProcess::close);
  }
}
