package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindJdkTest {
  @TempDir private Path folder;
  private FakeJdks jdks;
  private Path jdk17;

  @BeforeEach
  void putAnOldJdkOnThePath() throws IOException {
    jdks = new FakeJdks(folder);
    jdk17 = jdks.install("17.0.15");
    jdks.putOnPath(jdk17);
  }

  @Test
  void oldJdkOnPath_isPassedOverForANewOneBesideIt() throws Exception {
    jdks.install("21.0.2");
    Path jdk25 = jdks.install("25.0.3");
    jdks.install("1.8.0_402");
    assertThat(find(Map.of()).out()).isEqualTo("25 " + jdk25 + "\n");
  }

  @Test
  void javaHome_winsOverJdksBesideIt() throws Exception {
    Path jdk25 = jdks.install("25");
    jdks.install("26.0.1");
    assertThat(find(Map.of("JAVA_HOME", jdk25.toString())).out()).isEqualTo("25 " + jdk25 + "\n");
  }

  @Test
  void javaHomeOf21_losesTo25BesideIt() throws Exception {
    Path jdk21 = jdks.install("21.0.2");
    Path jdk25 = jdks.install("25.0.3");
    assertThat(find(Map.of("JAVA_HOME", jdk21.toString())).out()).isEqualTo("25 " + jdk25 + "\n");
  }

  @Test
  void only21To24_takesTheNewest() throws Exception {
    jdks.install("21.0.2");
    Path jdk24 = jdks.install("24.0.1");
    jdks.install("23-ea");
    assertThat(find(Map.of()).out()).isEqualTo("24 " + jdk24 + "\n");
  }

  @Test
  void flatlineJavaHome_isAnOrder() throws Exception {
    Path jdk21 = jdks.install("21.0.2");
    jdks.install("25.0.3");
    Shell found = find(Map.of("FLATLINE_JAVA_HOME", jdk21.toString()));
    assertThat(found.out()).isEqualTo("21 " + jdk21 + "\n");
  }

  @Test
  void flatlineJavaHomeTooOld_isRefusedByName() throws Exception {
    jdks.install("25.0.3");
    Shell found = find(Map.of("FLATLINE_JAVA_HOME", jdk17.toString()));
    assertThat(found.exitCode()).isEqualTo(3);
    assertThat(found.err()).hasLineCount(1).contains("FLATLINE_JAVA_HOME=" + jdk17);
  }

  @Test
  void noReleaseFile_asksJavaItself() throws Exception {
    Path jdk25 = jdks.install("25.0.3");
    Files.delete(jdk25.resolve("release"));
    Shell.write(jdk25.resolve("bin/java"), "echo 'openjdk version \"25.0.3\" 2026-04-21' >&2");
    assertThat(find(Map.of()).out()).isEqualTo("25 " + jdk25 + "\n");
  }

  @Test
  void runtimeWithoutTheTool_isPassedOver() throws Exception {
    Files.delete(jdks.install("25.0.3").resolve("bin/javac"));
    Path jdk21 = jdks.install("21.0.2");
    assertThat(find(Map.of(), "javac").out()).isEqualTo("21 " + jdk21 + "\n");
  }

  @Test
  void noJdkNewEnough_isOneClearLine() throws Exception {
    Shell found = find(Map.of());
    assertThat(found.exitCode()).isEqualTo(3);
    assertThat(found.err()).hasLineCount(1).contains("needs a JDK 21 or newer");
  }

  private Shell find(Map<String, String> more) throws Exception {
    return find(more, "java");
  }

  private Shell find(Map<String, String> more, String tool) throws Exception {
    Map<String, String> environment = jdks.environment();
    environment.putAll(more);
    String script = "set -eu; . \"$0\"; find_jdk \"$1\" || exit 3; echo \"$jdk_best $JAVA_HOME\"";
    String source = SourceTree.path(".mvn/find-jdk.sh").toString();
    return Shell.run(folder, environment, "sh", "-c", script, source, tool);
  }
}
