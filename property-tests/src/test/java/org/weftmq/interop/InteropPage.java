package org.weftmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The page that tells users what was seen in the {@link Matrix}, and is compared with it. */
final class InteropPage {
  /** Where it stands, from the project's top. */
  static final String FILE = "docs/interop.md";

  private static final Path PATH = Path.of("..", FILE);
  private static final String RENEW = "WEFT_INTEROP_RENEW";
  private static final String COMMAND =
      RENEW
          + "=true mvn -pl property-tests -am test -Dtest=InteropMatrixTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";
  private static final String HEAD =
      """
      # Interop

      What Weft's sockets were seen to say and hear, with sockets of other libraries at the other end. Each `ok` is a test:
      frames of 0, 1, 255, 256 and 70,000 bytes, messages of several frames where the types have them, both ways where the
      types send both ways, and hundreds of messages whose order is checked. `bind` and `connect` are what Weft does. An empty
      cell is a transport that Weft's type does not use; `-` has a reason below its table. `inproc` stays inside one library,
      so it is not here.

      `InteropMatrixTest` makes this page, and fails where it is not what was seen. To make it anew:

      ```
      """
          + COMMAND
          + "\n```\n\n";

  private final Matrix matrix;

  InteropPage(Matrix matrix) {
    this.matrix = matrix;
  }

  /** Compares the page that there is, or writes it where that was asked for. */
  void compare() throws IOException {
    var now = HEAD + MatrixTable.of(matrix);
    if ("true".equals(System.getenv(RENEW))) {
      assertThat(matrix.isWhole()).as("all that can be tried was tried, and done").isTrue();
      Files.writeString(PATH, now);
      return;
    }
    var page = Files.readString(PATH);
    if (!Installation.isRequired()) {
      Assumptions.assumeTrue(
          matrix.libraries().keySet().containsAll(List.of(Library.values())),
          "a library is missing: " + FILE + " is not compared");
      Assumptions.assumeTrue(
          matrix.libraries().values().stream().map(About::version).allMatch(page::contains),
          "there are other versions than those of " + FILE + ", which is not compared");
    }
    assertThat(page)
        .as("%s is not what was seen; if that is right, renew it: %s", FILE, COMMAND)
        .isEqualTo(now);
  }
}
