package dev.flatline.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path folder;

  @Test
  void of_paths_keepTheirOrderEachOnce() throws IOException {
    Path a = file("a.csv");
    Path b = file("b.csv");

    assertThat(InputFiles.of(List.of(b.toString(), a.toString(), b.toString())))
        .containsExactly(b, a);
  }

  @Test
  void of_pattern_isExpandedByName() throws IOException {
    Path b = file("b.csv");
    Path a = file("a.csv.gz");
    file("c.txt");
    Files.createDirectory(folder.resolve("d.csv"));

    assertThat(InputFiles.of(List.of(folder + "/*.csv*"))).containsExactly(a, b);
    assertThat(InputFiles.of(List.of(folder + "/{a,b}.csv*"))).containsExactly(a, b);
    assertThat(InputFiles.of(List.of(folder + "/[b]*"))).containsExactly(b);
  }

  @Test
  void of_nameThatLooksLikeAPattern_isTheFileIfThereIsOne() throws IOException {
    Path brackets = file("cpu[1].csv");
    file("cpu1.csv");

    assertThat(InputFiles.of(List.of(brackets.toString()))).containsExactly(brackets);
  }

  @Test
  void of_directory_isRefusedWithAnExample() {
    assertRefused(folder.toString(), Reason.NOT_FOUND, "is a directory", folder + "/*.csv");
  }

  @Test
  void of_missingFile_isRefused() {
    assertRefused(folder + "/none.csv", Reason.NOT_FOUND, "there is no file", "none.csv");
  }

  @Test
  void of_patternWithoutMatch_isRefused() {
    assertRefused(folder + "/*.csv", Reason.NOT_FOUND, "no file matches", "*.csv");
    assertRefused(
        folder + "/none/*.csv", Reason.NOT_FOUND, "there is no folder " + folder + "/none");
    assertRefused("none/*.csv", Reason.NOT_FOUND, "there is no folder none, which none/*.csv");
    assertRefused(folder + "/[", Reason.NOT_FOUND, "is no path", "[");
  }

  @Test
  void of_unreadableFile_isRefused() throws IOException {
    Path secret = file("secret.csv");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(secret), "this user may read everything");

    assertRefused(secret.toString(), Reason.NOT_FOUND, "may not be read by this user");
  }

  @Test
  void of_standardInput_isRefused() {
    assertRefused("-", Reason.SETTINGS, "standard input cannot be read twice");
  }

  @Test
  void of_device_isRefused() {
    assertRefused("/dev/null", Reason.NOT_FOUND, "is not a regular file");
  }

  @Test
  void of_nothing_isRefused() {
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> InputFiles.of(List.of()))
        .withMessage("no input file is named");
  }

  @Test
  void of_textThatIsNoPath_isRefused() {
    assertRefused("a\0b", Reason.NOT_FOUND, "is no path");
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "x");
  }

  private static void assertRefused(String argument, Reason reason, String... parts) {
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> InputFiles.of(List.of(argument)))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
  }
}
