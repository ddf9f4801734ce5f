package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weft with every other library: each type with each that it may talk to, over each transport that
 * both have, whoever binds. In the end the table is printed, and compared with {@code
 * docs/interop.md}, which {@code WEFT_INTEROP_RENEW=true} writes anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InteropMatrixTest {
  private final Matrix matrix = new Matrix();
  private final Foreigners foreigners = new Foreigners();

  @TempDir Path folder;
  private int places;

  /** Catches: a pair of types, a transport or a role in which the two sides do not get on. */
  @TestFactory
  Stream<DynamicNode> talksTo() {
    return Stream.concat(
        Arrays.stream(Library.values()).map(this::allOf),
        Stream.of(DynamicTest.dynamicTest(InteropPage.FILE + " says so", this::comparePage)));
  }

  private DynamicNode allOf(Library library) {
    return matrix.libraries().containsKey(library)
        ? DynamicContainer.dynamicContainer(
            library.title(),
            matrix.cells(library).stream()
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> talk(cell))))
        : DynamicTest.dynamicTest(library.title(), () -> miss(library));
  }

  private static void miss(Library library) {
    Installation.miss(library.binding().orElseThrow().needs(), "the cells of " + library.title());
  }

  private void talk(Cell cell) throws Exception {
    try {
      matrix.run(cell, () -> talk(cell, cell.library().tries(cell.weftBinds())));
    } catch (Throwable e) {
      foreigners.forget(cell.library());
      throw e;
    }
  }

  private void talk(Cell cell, int tries) throws Exception {
    var library = cell.library();
    try {
      Talk.of(cell)
          .hold(
              cell,
              type -> foreigners.open(library, type),
              Place.of(cell.transport(), newFolder()),
              library.patience(cell.weftBinds()));
    } catch (Joining.NotJoined e) {
      if (tries == 1) {
        throw e;
      }
      talk(cell, tries - 1);
    }
  }

  private Path newFolder() throws IOException {
    return Files.createDirectory(folder.resolve("" + places++));
  }

  /** Catches: a page that says something else than what was seen. */
  private void comparePage() throws IOException {
    new InteropPage(matrix).compare();
  }

  @AfterAll
  void printTable() {
    foreigners.close();
    System.out.println(MatrixTable.of(matrix));
    assertThat(matrix.states()).isNotEmpty();
  }
}
