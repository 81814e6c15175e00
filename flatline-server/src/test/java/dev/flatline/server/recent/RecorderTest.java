package dev.flatline.server.recent;

import static dev.flatline.server.recent.Samples.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.formats.report.SeriesPoint;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
  private static final long MINUTE_MILLIS = 60_000;

  @TempDir private Path folder;

  @Test
  void points_areThoseOfTheFileAndOfTheMinutesThatGoOn() {
    Recorder recorder = recorder("recent.db", START_MILLIS);
    for (int minute = 0; minute < 100; minute++) {
      recorder.add(Samples.cpu("a", START_MILLIS + minute * MINUTE_MILLIS, minute / 128.0));
    }
    recorder.write(START_MILLIS + 100 * MINUTE_MILLIS);
    assertThat(
            recorder.points(
                "a", START_MILLIS + 10 * MINUTE_MILLIS, START_MILLIS + 200 * MINUTE_MILLIS))
        .hasSize(90)
        .extracting(SeriesPoint::atMillis)
        .doesNotHaveDuplicates();
    assertThat(recorder.counts(0).waiting()).isZero();
  }

  @Test
  void points_areThereAtOnce_alsoThoseThatWaitToBeWritten() {
    Recorder recorder = recorder("recent.db", START_MILLIS);
    for (int minute = 0; minute < 100; minute++) {
      recorder.add(Samples.cpu("a", START_MILLIS + minute * MINUTE_MILLIS, 0.5));
    }
    assertThat(recorder.counts(0).waiting()).isGreaterThan(10);
    assertThat(recorder.points("a", START_MILLIS, START_MILLIS + 200 * MINUTE_MILLIS)).hasSize(100);
  }

  @Test
  void writeAll_keepsWhatWasInMemory_forTheNextProcess() {
    Recorder first = recorder("recent.db", START_MILLIS);
    first.add(Samples.cpu("a", START_MILLIS, 0.5));
    first.writeAll();
    Recorder second = recorder("recent.db", START_MILLIS);
    second.add(Samples.cpu("a", START_MILLIS + MINUTE_MILLIS, 0.5));
    assertThat(second.points("a", 0, START_MILLIS + 10 * MINUTE_MILLIS)).hasSize(2);
  }

  @Test
  void write_whereTheDiskTakesNothing_dropsAndCounts_andAddingNeverWaits() {
    Recorder recorder = recorder("gone/recent.db", START_MILLIS);
    int stretches = Recorder.MOST_WAITING + 1_000;
    for (int minute = 0; minute < stretches; minute++) {
      // Each the only one of its stretch: so far apart that it cannot go on.
      recorder.add(Samples.cpu("a", START_MILLIS + minute * 300L * MINUTE_MILLIS, 0.5));
    }
    assertThat(recorder.counts(0).waiting()).isEqualTo(Recorder.MOST_WAITING);
    assertThat(recorder.counts(0).dropped()).isEqualTo(999);
    recorder.writeAll();
    assertThat(recorder.counts(0).dropped()).isEqualTo(stretches);
    assertThat(recorder.counts(0).written()).isZero();
  }

  @Test
  void add_ofWhatIsOlderThanIsKept_isNotRemembered() {
    Recorder recorder = recorder("recent.db", START_MILLIS);
    recorder.add(Samples.cpu("a", START_MILLIS - Recorder.KEPT.toMillis() - MINUTE_MILLIS, 0.5));
    assertThat(recorder.counts(0).workloads()).isZero();
    recorder.add(Samples.cpu("a", START_MILLIS - Duration.ofDays(6).toMillis(), 0.5));
    assertThat(recorder.counts(0).workloads()).isEqualTo(1);
  }

  private Recorder recorder(String file, long nowMillis) {
    return new Recorder(new RecentFile(folder.resolve(file), Recent.MOST_BYTES), nowMillis);
  }
}
