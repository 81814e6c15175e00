package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinerRecordingTest {
  @TempDir private Path folder;

  @Test
  void relative_overTheWhole_isOne() {
    for (MinerRecording recording :
        new MinerRecording[] {MinerRecording.RANDOMX, MinerRecording.RANDOMX_PAUSED}) {
      assertThat(recording.relative(0, recording.seconds())).isCloseTo(1, within(1e-4));
      assertThat(recording.relative(17, 3L * recording.seconds())).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void relative_pastTheEnd_goesOnFromTheBeginning() {
    MinerRecording steady = MinerRecording.RANDOMX;
    assertThat(steady.relative(5L * steady.seconds() + 7, 60))
        .isCloseTo(steady.relative(7, 60), within(1e-9));
  }

  @Test
  void relative_ofTheDutyCycled_variesMore() {
    assertThat(spread(MinerRecording.RANDOMX_PAUSED))
        .isGreaterThan(3 * spread(MinerRecording.RANDOMX));
  }

  @Test
  void read_ofAFile_isRelativeToItsMean() throws IOException {
    List<String> lines = new ArrayList<>(List.of("# percent of one core", ""));
    for (int second = 0; second < 100; second++) {
      lines.add(second % 2 == 0 ? "60" : " 40.0");
    }
    MinerRecording mine = MinerRecording.read(Files.write(folder.resolve("mine.txt"), lines));
    assertThat(mine.seconds()).isEqualTo(100);
    assertThat(mine.relative(0, 1)).isCloseTo(1.2, within(1e-9));
    assertThat(mine.relative(1, 2)).isCloseTo(1, within(1e-9));
    assertThat(mine.name()).endsWith("mine.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "x", "NaN", "-1", "0", "1e999"})
  void read_ofWhatIsNoRecording_isRefused(String value) throws IOException {
    List<String> lines = Collections.nCopies(value.equals("1") ? 59 : 60, value);
    Path file = Files.write(folder.resolve("mine.txt"), lines);
    assertThatIllegalArgumentException().isThrownBy(() -> MinerRecording.read(file));
  }

  private static double spread(MinerRecording recording) {
    double sum = 0;
    for (int second = 0; second < recording.seconds(); second++) {
      sum += Math.abs(recording.relative(second, 1) - 1);
    }
    return sum / recording.seconds();
  }
}
