package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flatline.testkit.InstalledProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `--output` onto whatever may be there already. Devices are never named here: a test that fails
/// as root would replace them.
class OutputFileTest {
  @TempDir private Path folder;

  @BeforeEach
  void requirePosix() {
    assumeTrue(
        Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null,
        "needs a file system of POSIX");
  }

  @Test
  void missingFile_isMade() throws IOException {
    Path file = folder.resolve("rules.yml");

    assertThat(write(file).exitCode()).isZero();
    assertThat(file).hasContent(RulesFixtures.rules());
    assertThat(entries()).containsExactly("rules.yml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x---"})
  void existingFile_keepsItsPermissions(String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yml"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThat(write(file).exitCode()).isZero();
    assertThat(file).hasContent(RulesFixtures.rules());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(permissions);
    assertThat(entries()).containsExactly("rules.yml");
  }

  @Test
  void link_isFollowedAndStays() throws IOException {
    Path target = Files.writeString(folder.resolve("target.yml"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.yml"), target.getFileName());

    assertThat(write(link).exitCode()).isZero();
    assertThat(target).hasContent(RulesFixtures.rules());
    assertThat(link).isSymbolicLink();
  }

  @Test
  void linkToALinkToNothing_makesTheTarget() throws IOException {
    Files.createDirectory(folder.resolve("deep"));
    Path second = folder.resolve("deep/second");
    Files.createSymbolicLink(second, Path.of("../target.yml"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), second);

    assertThat(write(first).exitCode()).isZero();
    assertThat(folder.resolve("target.yml")).hasContent(RulesFixtures.rules());
    assertThat(first).isSymbolicLink();
    assertThat(second).isSymbolicLink();
  }

  @Test
  void linkToItself_isAClearError() throws IOException {
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);

    assertThat(write(loop).err()).contains("cannot write " + loop + ": too many links");
    assertThat(loop).isSymbolicLink();
  }

  @Test
  void pipe_isWrittenThroughAndStays() throws Exception {
    Path pipe = folder.resolve("pipe");
    String mkfifo = InstalledProgram.require("mkfifo").toString();
    assertThat(Shell.run(folder, Map.of(), mkfifo, pipe.toString()).exitCode()).isZero();
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    for (Path output : new Path[] {pipe, link}) {
      CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> contentOf(pipe));
      assertThat(write(output).exitCode()).isZero();
      assertThat(Files.readAttributes(pipe, "isOther", LinkOption.NOFOLLOW_LINKS))
          .containsEntry("isOther", true);
      assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(RulesFixtures.rules());
    }
    assertThat(link).isSymbolicLink();
  }

  @Test
  void openDescriptor_isAppendedTo() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "before\n");
    try (OutputStream open = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      assertThat(write(descriptorOf(file)).exitCode()).isZero();
      open.write("after\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(file).hasContent("before\n" + RulesFixtures.rules() + "after\n");
  }

  @Test
  void folder_isAClearError() {
    CommandRun run = write(folder);

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "flatline: cannot write " + folder + ": it is a directory; name a file\n");
  }

  @Test
  void missingFolder_isAClearError() {
    Path file = folder.resolve("missing/rules.yml");

    assertThat(write(file).err())
        .isEqualToNormalizingNewlines(
            "flatline: cannot write " + file + ": there is no such folder\n");
  }

  private static CommandRun write(Path file) {
    return CommandRun.of("rules", "prometheus", "--output", file.toString());
  }

  private Stream<String> entries() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(one -> one.getFileName().toString()).toList().stream();
    }
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As /dev/stdout leads to: a link below /proc to what is open already.
  private static Path descriptorOf(Path file) throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.exists(descriptors), "needs /proc");
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.filter(one -> leadsTo(one, file)).findFirst().orElseThrow();
    }
  }

  private static boolean leadsTo(Path link, Path file) {
    try {
      return Files.isSameFile(link, file);
    } catch (IOException e) {
      return false;
    }
  }
}
