package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.flatline.connectors.host.KernelText.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTextTest {
  @TempDir private Path folder;

  @Test
  void lines_areWalkedFieldByField() {
    KernelText text = KernelTexts.read("cpu  10 20\nintr\t3\n");

    assertThat(text.nextLine()).isTrue();
    assertThat(text.nextWord()).isEqualTo("cpu");
    assertThat(text.nextNumber()).isEqualTo(10);
    assertThat(text.nextNumber()).isEqualTo(20);
    assertThat(text.nextWord()).isEmpty();
    assertThat(text.nextLine()).isTrue();
    assertThat(text.nextWord()).isEqualTo("intr");
    assertThat(text.nextNumber()).isEqualTo(3);
    assertThat(text.nextLine()).isFalse();
    assertThat(text.nextLine()).isFalse();
  }

  @Test
  void lastLineWithoutItsEnd_isALine() {
    KernelText text = KernelTexts.read("a\nb");

    assertThat(text.countLines()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"42,42", "0,0", "-1,-1", "9223372036854771712,9223372036854771712", "007,7"})
  void wholeNumber_isRead(String written, double number) {
    KernelText text = KernelTexts.read(written);
    text.nextLine();

    assertThat(text.nextNumber()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max", "1.5", "12a", "-", "+1", "0x10", "", " ", "\u0000\u0001", "1,2"})
  void anythingElse_isNoNumber(String written) {
    KernelText text = KernelTexts.read(written);
    text.nextLine();

    assertThat(text.nextNumber()).isNaN();
  }

  @Test
  void fieldBeforeALetter_isCutThere() {
    KernelText text = KernelTexts.read("  eth0:12 3\nno colon\n");
    text.nextLine();

    assertThat(text.nextUntil(':')).isEqualTo("eth0");
    assertThat(text.nextNumber()).isEqualTo(12);
    text.nextLine();
    assertThat(text.nextUntil(':')).isEqualTo("no colon");
    assertThat(text.nextNumber()).isNaN();
  }

  @Test
  void secondFile_leavesNothingOfTheFirst() throws IOException {
    KernelText text = KernelTexts.read("one\ntwo\nthree\n");
    text.nextLine();
    Path empty = Files.createFile(folder.resolve("empty"));

    assertThat(text.read(empty.toFile())).isEqualTo(Outcome.READ);
    assertThat(text.nextLine()).isFalse();
    assertThat(text.onlyNumber(empty.toFile())).isNaN();
  }

  @Test
  void fileLongerThanTheBuffer_isReadWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("long"), "12345\n".repeat(100_000));
    KernelText text = new KernelText();

    assertThat(text.reads(file.toFile())).isTrue();
    assertThat(text.countLines()).isEqualTo(100_000);
  }

  @Test
  void fileWithoutEnd_isUnreadable() throws IOException {
    Path file = folder.resolve("endless");
    try (RandomAccessFile endless = new RandomAccessFile(file.toFile(), "rw")) {
      endless.setLength(2L * KernelText.LARGEST_BYTES);
    }
    KernelText text = new KernelText();

    assertThat(text.read(file.toFile())).isEqualTo(Outcome.UNREADABLE);
    assertThat(text.nextLine()).isFalse();
  }

  @Test
  void missingFile_isMissing() {
    KernelText text = KernelTexts.read("something\n");

    assertThat(text.read(folder.resolve("missing").toFile())).isEqualTo(Outcome.MISSING);
    assertThat(text.nextLine()).isFalse();
    assertThat(text.nextNumber()).isNaN();
    assertThat(text.nextWord()).isEmpty();
  }

  @Test
  void folder_isUnreadable() {
    assertThat(new KernelText().read(folder.toFile())).isEqualTo(Outcome.UNREADABLE);
  }

  @Test
  void fileOfSomebodyElse_isDenied() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "1");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root may read every file");

    assertThat(new KernelText().read(file.toFile())).isEqualTo(Outcome.DENIED);
  }
}
