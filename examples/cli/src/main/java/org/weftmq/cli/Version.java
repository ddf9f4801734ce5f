package org.weftmq.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}: Weft's, as the build noted it in the jar, and Java's. */
final class Version implements IVersionProvider {
  private static final String NOTED = "/META-INF/maven/org.weftmq/weft-cli/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    var properties = new Properties();
    try (var stream = Version.class.getResourceAsStream(NOTED)) {
      if (stream != null) {
        properties.load(stream);
      }
    }
    var weft = properties.getProperty("version", "(not built by Maven)");
    return new String[] {"weft " + weft, "Java " + Runtime.version()};
  }
}
