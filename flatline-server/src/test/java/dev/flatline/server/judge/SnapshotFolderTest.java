package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.state.StateWriter;
import dev.flatline.testkit.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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
    folder.write(engineOf(100), new Reached());
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
    folder.write(engineOf(200), new Reached());
    assertThat(restored().received()).isEqualTo(200);
    Files.delete(newest);
    assertThat(restored().received()).isEqualTo(100);
  }

  @Test
  void restore_besideAnUnfinishedOne_takesTheWholeOne() throws IOException {
    Files.write(path.resolve("state.unfinished.snapshot"), new byte[] {1, 2, 3});
    assertThat(restored().received()).isEqualTo(100);
    folder.write(engineOf(200), new Reached());
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
      Files.write(newest, Arrays.copyOf(good, length));
      assertThatThrownBy(this::restored)
          .as("%d bytes", length)
          .isInstanceOf(SnapshotException.class);
    }
  }

  @Test
  void restore_whereTheNewestIsDamaged_namesTheOneBefore() throws IOException {
    folder.write(engineOf(200), new Reached());
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
  void restore_knowsUpToWhenSourcesWereJudged() throws IOException {
    Reached reached = new Reached();
    reached.see("prometheus one", 1_700_000_000_000L);
    reached.see("prometheus one", 1_600_000_000_000L);
    folder.write(engineOf(100), reached);

    SnapshotFolder.Restored restored = restoredWithSources();

    assertThat(restored.reached().of("prometheus one")).hasValue(1_700_000_000_000L);
    assertThat(restored.reached().of("prometheus two")).isEmpty();
    assertThat(restored.engine().received()).isEqualTo(100);
  }

  @Test
  void restore_withOtherSettings_namesBoth() {
    EngineSettings hour = EngineSettings.DEFAULT.withWindow(Duration.ofHours(1));
    assertThatThrownBy(() -> folder.restore(hour, Policy.none(), finding -> {}))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("PT30M")
        .hasMessageContaining("PT1H");
  }

  @Test
  void verify_tellsHowManyWorkloadsAreInIt() throws IOException {
    assertThat(SnapshotFolder.verify(newest)).isEqualTo(1);
  }

  @Test
  void verify_ofWhatNoEngineOfThisVersionWrote_refusesItAsAServerDoes() throws IOException {
    try (SnapshotWriter writer = folder.begin()) {
      writer.accept(new Reached().toRecord());
      StateWriter other = new StateWriter();
      other.putString("flatline engine");
      other.putInt(1);
      writer.accept(other.toBytes());
      folder.finish(writer);
    }
    assertThatThrownBy(() -> SnapshotFolder.verify(newest))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("flatline engine 1 is not flatline engine");
    assertThatThrownBy(this::restored).hasMessageContaining("flatline engine 1 is not");
  }

  private Engine restored() {
    return restoredWithSources().engine();
  }

  private SnapshotFolder.Restored restoredWithSources() {
    return folder.restore(EngineSettings.DEFAULT, Policy.none(), finding -> {});
  }

  private static Engine engineOf(int samples) {
    Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});
    Traces.webServer().samples().subList(0, samples).forEach(engine::accept);
    return engine;
  }
}
