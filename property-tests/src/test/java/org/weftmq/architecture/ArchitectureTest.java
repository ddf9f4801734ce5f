package org.weftmq.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.weftmq.Context;
import org.weftmq.Endpoint;
import org.weftmq.Proxy;
import org.weftmq.Select;
import org.weftmq.Socket;
import org.weftmq.spi.Environment;

/** Who may know whom, and the laws of the design that can be read off the code. */
@AnalyzeClasses(packages = "org.weftmq", importOptions = ArchitectureTest.PublishedModules.class)
class ArchitectureTest {

  /** The main code of runtime, transports and patterns, as classes or as jars. */
  static final class PublishedModules implements ImportOption {
    private static final Pattern PLACE =
        Pattern.compile(
            ".*(/(runtime|transports|patterns)/target/classes/"
                + "|/weft-(runtime|transports|patterns)-[^/]*\\.jar!).*");

    @Override
    public boolean includes(Location location) {
      return location.matches(PLACE);
    }
  }

  private static final String API = "org.weftmq";
  private static final String SPI = "org.weftmq.spi";
  private static final String PIPE = "org.weftmq.pipe";
  private static final String ACTOR = "org.weftmq.actor";
  private static final String SOCKET = "org.weftmq.socket";
  private static final String SYSTEM = "org.weftmq.system";
  private static final String ZMTP = "org.weftmq.zmtp..";
  private static final String TRANSPORT = "org.weftmq.transport..";
  private static final String PATTERN = "org.weftmq.pattern..";

  @ArchTest
  static final ArchRule runtimeNeedsOnlyJctoolsAndTheJdk =
      classes()
          .that()
          .resideInAnyPackage(API, SPI, PIPE, ACTOR, SOCKET, SYSTEM)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jctools..", API, SPI, PIPE, ACTOR, SOCKET, SYSTEM);

  @ArchTest
  static final ArchRule transportsNeedOnlyTheRuntime =
      classes()
          .that()
          .resideInAnyPackage(ZMTP, TRANSPORT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "jdk.net..", API, SPI, PIPE, ACTOR, ZMTP, TRANSPORT);

  @ArchTest
  static final ArchRule patternsNeedOnlyTheRuntime =
      classes()
          .that()
          .resideInAPackage(PATTERN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", API, SPI, PIPE, ACTOR, PATTERN);

  @ArchTest
  static final ArchRule zmtpKnowsNoSocketAndNoAddress =
      noClasses()
          .that()
          .resideInAPackage(ZMTP)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "java.nio.channels..", TRANSPORT)
                  .or(equivalentTo(Socket.class))
                  .or(equivalentTo(Endpoint.class)));

  /**
   * Context, Select and Proxy are the doors behind which the sockets are; the rest of the API knows
   * no more than the SPI.
   */
  @ArchTest
  static final ArchRule apiKnowsOnlyTheSpi =
      classes()
          .that()
          .resideInAPackage(API)
          .and(
              not(
                  equivalentTo(Context.class)
                      .or(equivalentTo(Select.class))
                      .or(equivalentTo(Proxy.class))))
          .should()
          .onlyDependOnClassesThat(notOurs().or(resideInAnyPackage(API, SPI)));

  @ArchTest static final ArchRule spiKnowsOnlyTheApiAndPipes = knowsOnly(SPI, API, PIPE);

  @ArchTest static final ArchRule pipesKnowNoSocket = knowsOnly(PIPE, API, SPI, ACTOR);

  @ArchTest static final ArchRule socketsKnowNoSystem = knowsOnly(SOCKET, API, SPI, PIPE, ACTOR);

  @ArchTest static final ArchRule systemKnowsOnlyTheSpi = knowsOnly(SYSTEM, SPI);

  @ArchTest
  static final ArchRule actorsKnowOnlyTheirEnvironment =
      classes()
          .that()
          .resideInAPackage(ACTOR)
          .should()
          .onlyDependOnClassesThat(
              notOurs().or(resideInAnyPackage(ACTOR)).or(equivalentTo(Environment.class)));

  @ArchTest
  static final ArchRule timeThreadsAndChanceComeFromTheEnvironment =
      noClasses()
          .that(
              not(
                  describe(
                      "are an Environment",
                      type -> outermost(type).isAssignableTo(Environment.class))))
          .should()
          .accessTargetWhere(describe("is what an Environment is for", ArchitectureTest::isSeam));

  @Test
  void nothingIsSynchronized() throws IOException {
    assertThat(mentions("\\bsynchronized\\b", "runtime", "transports", "patterns")).isEmpty();
  }

  @Test
  void examplesUseOnlyWhatUsersSee() throws IOException {
    assertThat(
            mentions(
                "\\borg\\.weftmq\\.(spi|pipe|actor|socket|system|zmtp|transport)\\b",
                "examples/guide",
                "examples/cli"))
        .isEmpty();
  }

  private static ArchRule knowsOnly(String subject, String... others) {
    return classes()
        .that()
        .resideInAPackage(subject)
        .should()
        .onlyDependOnClassesThat(
            notOurs().or(resideInAnyPackage(subject)).or(resideInAnyPackage(others)));
  }

  private static DescribedPredicate<JavaClass> notOurs() {
    return not(resideInAnyPackage("org.weftmq.."));
  }

  private static final List<String> SEAMS =
      List.of(
          "java.lang.Thread.sleep(",
          "java.lang.Thread.onSpinWait(",
          "java.lang.Thread.yield(",
          "java.lang.Thread.ofVirtual(",
          "java.lang.Thread.ofPlatform(",
          "java.lang.Thread.startVirtualThread(",
          "java.lang.Thread.<init>(",
          "java.util.concurrent.Executors.",
          "java.util.concurrent.locks.LockSupport.",
          "java.util.Timer.<init>(",
          "java.lang.System.nanoTime(",
          "java.lang.System.currentTimeMillis(",
          "java.time.Instant.now(",
          "java.util.concurrent.ThreadLocalRandom.current(",
          "java.util.Random.<init>(",
          "java.util.UUID.randomUUID(",
          "java.lang.Math.random(",
          "java.net.InetAddress.getByName(",
          "java.net.InetAddress.getAllByName(",
          "java.net.InetAddress.getLocalHost(",
          "java.net.InetSocketAddress.<init>(java.lang.String,");

  private static boolean isSeam(JavaAccess<?> access) {
    return SEAMS.stream().anyMatch(access.getTarget().getFullName()::startsWith);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])+'",
          Pattern.DOTALL);

  /** The main sources of {@code modules} whose code mentions {@code regex}. */
  private static List<Path> mentions(String regex, String... modules) throws IOException {
    var root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("property-tests"))) {
      root = root.getParent();
    }
    var found = new ArrayList<Path>();
    for (var module : modules) {
      try (Stream<Path> files = Files.walk(root.resolve(module))) {
        for (var file :
            files.filter(path -> path.toString().matches(".*/src/main/.*\\.java")).toList()) {
          var code = COMMENT_OR_TEXT.matcher(Files.readString(file)).replaceAll("");
          if (Pattern.compile(regex).matcher(code).find()) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }
}
