import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies google-java-format on every Java file of the modules: {@code check|apply root}.
 */
class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    var command =
        new ArrayList<String>(
            apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    try (var files = Files.walk(Path.of(args[1]))) {
      files
          .map(Path::toString)
          .filter(file -> file.matches(".*/(src|\\.build)/.*\\.java"))
          .sorted()
          .forEach(command::add);
    }
    var out = new PrintWriter(System.out, true);
    int status =
        new Main(out, new PrintWriter(System.err, true), System.in)
            .format(command.toArray(String[]::new));
    if (status != 0 && !apply) {
      out.println("The files above are not formatted. Format them with: ./weft format");
    }
    System.exit(status);
  }
}
