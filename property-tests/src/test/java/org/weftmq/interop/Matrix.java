package org.weftmq.interop;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.weftmq.SocketType;
import org.weftmq.spi.Transport;

/**
 * All that two sockets can be: every type of Weft's, every type that it may talk to, every
 * transport that leaves the process, both roles, every library; and what became of each try.
 */
final class Matrix {
  /** What is known of a cell. */
  sealed interface State {}

  /** All was said. */
  record Done() implements State {}

  /** Something went wrong. */
  record Failed() implements State {}

  /** It has not been tried. */
  record NotRun() implements State {}

  /** It cannot be tried: one of the two sockets cannot be. */
  record Impossible(String why) implements State {}

  private static final String OURS = "org.weftmq.transport.";
  private static final String WITHIN_ONE_PROCESS = "inproc";

  private final Map<Library, About> libraries = new EnumMap<>(Library.class);
  private final Map<Cell, State> states = new LinkedHashMap<>();

  /** The matrix of all libraries; those that are not on this machine are asked nothing. */
  Matrix() {
    for (var library : Library.values()) {
      if (library.isInstalled()) {
        libraries.put(library, library.about());
      }
      for (var transport : transports()) {
        for (var weft : SocketType.values()) {
          if (transport.serves(weft)) {
            partners(weft).forEach(foreign -> add(library, weft, foreign, transport.scheme()));
          }
        }
      }
    }
  }

  /** Weft's own, not those that the tests have brought along. */
  private static List<Transport> transports() {
    return ServiceLoader.load(Transport.class).stream()
        .<Transport>map(ServiceLoader.Provider::get)
        .filter(transport -> transport.getClass().getName().startsWith(OURS))
        .filter(transport -> !transport.scheme().equals(WITHIN_ONE_PROCESS))
        .toList();
  }

  /** Types that do not speak ZMTP have no peers but their own kind. */
  private static Set<SocketType> partners(SocketType type) {
    return type.peers().isEmpty() ? Set.of(type) : type.peers();
  }

  private void add(Library library, SocketType weft, SocketType foreign, String transport) {
    for (var weftBinds : List.of(true, false)) {
      var cell = new Cell(library, weft, foreign, transport, weftBinds);
      states.put(
          cell,
          cell.obstacle(libraries.get(library)).<State>map(Impossible::new).orElse(new NotRun()));
    }
  }

  /** The libraries that are on this machine, with what they say of themselves. */
  Map<Library, About> libraries() {
    return libraries;
  }

  /** The cells of a library that can be tried. */
  List<Cell> cells(Library library) {
    return states.keySet().stream()
        .filter(cell -> cell.library() == library && states.get(cell) instanceof NotRun)
        .toList();
  }

  /** Runs the trial of one cell, and notes what became of it. */
  void run(Cell cell, Aside.Part trial) throws Exception {
    states.put(cell, new Failed());
    trial.run();
    states.put(cell, new Done());
  }

  /** What is known of each cell. */
  Map<Cell, State> states() {
    return states;
  }

  /** Whether all was said in every cell that can be tried. */
  boolean isWhole() {
    return states.values().stream()
        .allMatch(state -> state instanceof Done || state instanceof Impossible);
  }
}
