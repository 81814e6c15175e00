package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.testkit.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFolderTest {
  @TempDir private Path path;

  private SnapshotFolder folder;
  private Path newest;

  @BeforeEach
  void writeOne() throws IOException {
    folder = new SnapshotFolder(path);
    newest = path.resolve("state.snapshot");
    folder.write(engineOf(100));
  }

  @Test
  void restore_ofWhatWasWritten_hasSeenTheSame() {
    assertThat(restored().received()).isEqualTo(100);
  }

  @Test
  void restore_ofAnEmptyFolder_beginsAnew() throws IOException {
    Files.delete(newest);
    assertThat(restored().received()).isZero();
  }

  @Test
  void write_again_keepsTheOneBefore() throws IOException {
    folder.write(engineOf(200));
    assertThat(restored().received()).isEqualTo(200);
    Files.delete(newest);
    assertThat(restored().received()).isEqualTo(100);
  }

  @Test
  void restore_besideAnUnfinishedOne_takesTheWholeOne() throws IOException {
    Files.write(path.resolve("state.unfinished.snapshot"), new byte[] {1, 2, 3});
    assertThat(restored().received()).isEqualTo(100);
    folder.write(engineOf(200));
    assertThat(restored().received()).isEqualTo(200);
  }

  @Test
  void restore_whereAnyByteDiffers_isRefusedAndChangesNothing() throws IOException {
    byte[] good = Files.readAllBytes(newest);
    for (int at = 0; at < good.length; at += 1 + good.length / 200) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(newest, bad);
      assertThatThrownBy(this::restored)
          .as("byte %d", at)
          .isInstanceOf(SnapshotException.class)
          .hasMessageContaining("state.snapshot")
          .hasMessageContaining("move it away");
      assertThat(newest).hasBinaryContent(bad);
    }
  }

  @Test
  void restore_whereItEndsTooSoon_isRefused() throws IOException {
    byte[] good = Files.readAllBytes(newest);
    for (int length = 0; length < good.length; length += 1 + good.length / 100) {
      Files.write(newest, java.util.Arrays.copyOf(good, length));
      assertThatThrownBy(this::restored)
          .as("%d bytes", length)
          .isInstanceOf(SnapshotException.class);
    }
  }

  @Test
  void restore_whereTheNewestIsDamaged_namesTheOneBefore() throws IOException {
    folder.write(engineOf(200));
    Files.write(newest, new byte[] {1, 2, 3});
    assertThatThrownBy(this::restored).hasMessageContaining("state.before.snapshot");
  }

  @Test
  void restore_ofALaterVersion_saysSo() throws IOException {
    Files.write(newest, "flatline snapshot 9\n".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(this::restored)
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("another version of Flatline: flatline snapshot 9");
  }

  @Test
  void restore_withOtherSettings_namesBoth() {
    EngineSettings hour = EngineSettings.DEFAULT.withWindow(Duration.ofHours(1));
    assertThatThrownBy(() -> folder.restore(hour, Policy.none(), finding -> {}))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("PT30M")
        .hasMessageContaining("PT1H");
  }

  private Engine restored() {
    return folder.restore(EngineSettings.DEFAULT, Policy.none(), finding -> {});
  }

  private static Engine engineOf(int samples) {
    Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});
    Traces.webServer().samples().subList(0, samples).forEach(engine::accept);
    return engine;
  }
}
