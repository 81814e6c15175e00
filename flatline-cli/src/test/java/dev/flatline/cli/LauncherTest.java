package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher against a checkout whose Maven only notes that it was called, and a JDK that only
/// prints its arguments.
class LauncherTest {
  private static final String MAVEN =
      """
      cd "$(dirname "$0")"
      echo called >>maven-calls
      mkdir -p flatline-cli/target/flatline/lib
      : >flatline-cli/target/flatline/flatline.jar
      """;

  @TempDir private Path folder;
  private FakeJdks jdks;
  private Path checkout;
  private Path source;

  @BeforeEach
  void makeACheckout() throws IOException {
    jdks = new FakeJdks(folder);
    jdks.putOnPath(jdks.install("17.0.15"));
    checkout = folder.resolve("check out");
    source = checkout.resolve("flatline-core/src/main/java/Source.java");
    Files.createDirectories(checkout.resolve(".mvn"));
    Files.createDirectories(source.getParent());
    Files.createFile(source);
    Files.createFile(checkout.resolve("pom.xml"));
    Files.createFile(checkout.resolve("flatline-core/pom.xml"));
    for (String script : new String[] {"flatline", ".mvn/find-jdk.sh"}) {
      Files.copy(SourceTree.path(script), checkout.resolve(script));
    }
    Shell.write(checkout.resolve("mvnw"), MAVEN);
  }

  @Test
  void missingProgram_isBuiltAndRun() throws Exception {
    jdks.install("25.0.3");
    Shell run = flatline("hunt", "--input", "a b.csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsSubsequence("-jar\n", "flatline.jar\n", "hunt\n", "--input\n", "a b.csv\n");
    assertThat(run.err()).hasLineCount(1).contains("building", "build.log");
  }

  @Test
  void builtProgram_isNotBuiltAgain() throws Exception {
    jdks.install("25.0.3");
    flatline("--version");
    assertThat(flatline("--version").err()).isEmpty();
    assertThat(timesBuilt()).isEqualTo(1);
  }

  @Test
  void sourceNewerThanProgram_isBuiltAgain() throws Exception {
    jdks.install("25.0.3");
    flatline("--version");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    flatline("--version");
    assertThat(timesBuilt()).isEqualTo(2);
  }

  @Test
  void failedBuild_showsItsErrorsAndExitsWith3() throws Exception {
    jdks.install("25.0.3");
    Shell.write(checkout.resolve("mvnw"), "echo '[ERROR] no network'; exit 1");
    Shell run = flatline("--version");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("[ERROR] no network", "the build failed");
    assertThat(checkout.resolve(".flatline/build.lock")).doesNotExist();
  }

  @Test
  void noJdk_isOneLineAndExitCode3() throws Exception {
    Shell run = flatline("--version");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).contains("needs a JDK 21 or newer");
  }

  @Test
  void linkToALink_isFollowedFromAnotherFolder() throws Exception {
    jdks.install("25.0.3");
    Path first = Files.createSymbolicLink(folder.resolve("first"), checkout.resolve("flatline"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());
    assertThat(Shell.run(Path.of("/"), jdks.environment(), second.toString()).exitCode()).isZero();
    assertThat(timesBuilt()).isEqualTo(1);
  }

  @Test
  void secondFirstRun_waitsForTheBuildOfTheFirst() throws Exception {
    jdks.install("25.0.3");
    String untilSecondWaits = awaiting("grep -qs 'waiting for build' second.err");
    Shell.write(checkout.resolve("mvnw"), "touch building; " + untilSecondWaits + "\n" + MAVEN);
    CompletableFuture<Shell> first = CompletableFuture.supplyAsync(this::flatlineUnchecked);
    String second = awaiting("[ -e building ]") + "; exec ./flatline --version 2>second.err";
    assertThat(Shell.run(checkout, jdks.environment(), "sh", "-c", second).exitCode()).isZero();
    assertThat(first.get().exitCode()).isZero();
    assertThat(timesBuilt()).isEqualTo(1);
  }

  @Test
  void lockOfAKilledBuild_isRemoved() throws Exception {
    jdks.install("25.0.3");
    Files.createDirectories(checkout.resolve(".flatline"));
    Files.createSymbolicLink(checkout.resolve(".flatline/build.lock"), Path.of("999999999"));
    assertThat(flatline("--version").err()).contains("removing the lock of build 999999999");
    assertThat(timesBuilt()).isEqualTo(1);
  }

  @Test
  void shortCommand_stopsAtTheFirstCompilerAndLongOneDoesNot() throws Exception {
    jdks.install("25.0.3");
    assertThat(flatline("hunt", "--help").out()).contains("-XX:TieredStopAtLevel=1");
    assertThat(flatline("hunt").out()).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void jdk25_usesAnAotCacheAnd21AClassArchive() throws Exception {
    jdks.install("21.0.2");
    assertThat(flatline("hunt").out()).contains("-XX:SharedArchiveFile=").doesNotContain("AOT");
    jdks.install("25.0.3");
    assertThat(flatline("hunt").out()).contains("-XX:AOTCache=");
    assertThat(timesBuilt()).isEqualTo(1);
  }

  @Test
  void jdk25_hasSmallerObjectsAnd21KeepsTheWidthItKnows() throws Exception {
    jdks.install("21.0.2");
    assertThat(flatline("hunt").out()).doesNotContain("CompactObjectHeaders");
    jdks.install("25.0.3");
    assertThat(flatline("hunt").out()).contains("-XX:+UseCompactObjectHeaders");
  }

  @Test
  void serverThatIsOutOfMemory_ends_unlessOwnJavaOptionsSayOtherwise() throws Exception {
    jdks.install("25.0.3");
    assertThat(flatline("hunt", "serve").out()).doesNotContain("OutOfMemoryError");
    Map<String, String> environment = jdks.environment();
    environment.put("FLATLINE_JAVA_OPTS", "-XX:-ExitOnOutOfMemoryError");
    Shell run = Shell.run(folder, environment, checkout.resolve("flatline").toString(), "serve");
    assertThat(run.out())
        .containsSubsequence(
            "-XX:+ExitOnOutOfMemoryError\n", "-XX:-ExitOnOutOfMemoryError\n", "-jar\n", "serve\n");
  }

  @Test
  void ownJavaOptions_comeAfterTheDefaultsAndMayChooseTheCollector() throws Exception {
    jdks.install("25.0.3");
    Map<String, String> environment = jdks.environment();
    environment.put("FLATLINE_JAVA_OPTS", "-Xmx2g -XX:+UseParallelGC");
    Shell run = Shell.run(folder, environment, checkout.resolve("flatline").toString());
    assertThat(run.out())
        .containsSubsequence("-Xmx800m\n", "-Xmx2g\n-XX:+UseParallelGC\n", "-jar\n")
        .doesNotContain("SerialGC");
  }

  private Shell flatline(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = checkout.resolve("flatline").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Shell.run(folder, jdks.environment(), command);
  }

  private Shell flatlineUnchecked() {
    try {
      return flatline("--version");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A shell loop that ends when the condition holds, or after ten seconds.
  private static String awaiting(String condition) {
    return "for i in $(seq 200); do " + condition + " && break; sleep 0.05; done";
  }

  private int timesBuilt() throws IOException {
    return Files.readAllLines(checkout.resolve("maven-calls")).size();
  }
}
