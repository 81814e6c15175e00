package dev.flatline.connectors.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  @TempDir private Path folder;

  @Test
  void send_appendsALineEach() throws IOException {
    FileSink sink = new FileSink(file());
    assertThat(sink.send(payload("{\"a\":1}"))).isInstanceOf(Delivery.Delivered.class);
    sink.send(payload("{\"a\":2}"));
    assertThat(Files.readString(file())).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
  }

  @Test
  void send_afterTheFileWasMovedAway_beginsANewOne() throws IOException {
    FileSink sink = new FileSink(file());
    sink.send(payload("one"));
    Files.move(file(), folder.resolve("rotated"));
    sink.send(payload("two"));
    assertThat(Files.readString(file())).isEqualTo("two\n");
    assertThat(Files.readString(folder.resolve("rotated"))).isEqualTo("one\n");
  }

  @Test
  void send_aboveTheSize_keepsABoundedNumberOfFiles() throws IOException {
    FileSink sink = new FileSink(file(), 10);
    for (int i = 0; i < 20; i++) {
      sink.send(payload("line " + i));
    }
    assertThat(Files.readString(file())).isEqualTo("line 19\n");
    assertThat(Files.readString(folder.resolve("findings.jsonl.1"))).isEqualTo("line 18\n");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1 + FileSink.KEPT_FILES);
    }
  }

  @Test
  void send_behindALineThatACrashCutOff_beginsALineOfItsOwn() throws IOException {
    Files.writeString(file(), "{\"a\":");
    new FileSink(file()).send(payload("{\"a\":2}"));
    assertThat(Files.readString(file())).isEqualTo("{\"a\":\n{\"a\":2}\n");
  }

  @Test
  void send_whereItCannotBeWritten_isTriedAgain() {
    FileSink sink = new FileSink(folder.resolve("missing/findings.jsonl"));
    assertThat(sink.send(payload("x")).toString())
        .contains("TryAgain", "cannot write", "NoSuchFileException");
  }

  private Path file() {
    return folder.resolve("findings.jsonl");
  }

  private static Payload payload(String text) {
    return new Payload("id", "application/json", text);
  }
}
