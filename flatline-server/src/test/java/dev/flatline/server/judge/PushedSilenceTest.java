package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.RemoteWriteBody.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nothing is pushed for a while, and then what was kept back meanwhile.
class PushedSilenceTest {
  private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long STEP = 15_000;
  private static final int SCRAPES = 60;

  private final SetClock clock = new SetClock();
  private final SampleQueue queue = new SampleQueue(10_000);
  private final PushedSeries pushed = new PushedSeries(queue, clock, Duration.ofMinutes(1), 1_000);

  @Test
  void samples_ofWhatWasKeptBack_areThoseOfWhatComesAtOnce() throws InterruptedException {
    PushedSilenceTest atOnce = new PushedSilenceTest();
    List<Sample> samples = samplesAround(Duration.ofMinutes(40));
    assertThat(samples).hasSizeGreaterThan(2 * SCRAPES);
    assertThat(samples).isEqualTo(atOnce.samplesAround(Duration.ZERO));
    assertThat(pushed.counts().series()).isEqualTo(2);
  }

  @Test
  void series_thatEndedLongAgo_isForgotten() {
    push(-1, "user");
    for (int i = 0; i < 4 * SCRAPES; i++) {
      clock.atMillis = NOW + i * STEP;
      push(i, "idle");
    }
    assertThat(pushed.counts().series()).isEqualTo(1);
  }

  /// Of 15 minutes that are pushed as they are scraped, and of 30 minutes that come when nothing
  /// was pushed for so long.
  private List<Sample> samplesAround(Duration silence) throws InterruptedException {
    for (int i = -SCRAPES; i < 0; i++) {
      push(i, "idle", "user");
    }
    for (int minute = 0; minute < silence.toMinutes(); minute++) {
      clock.atMillis += 60_000;
      pushed.advance();
    }
    for (int i = 0; i < 2 * SCRAPES; i++) {
      clock.atMillis = Math.max(clock.atMillis, NOW + i * STEP);
      push(i, "idle", "user");
    }
    List<Sample> samples = new ArrayList<>();
    for (Batch batch = queue.poll(1); batch != null; batch = queue.poll(1)) {
      samples.addAll(batch.samples());
    }
    return samples;
  }

  private void push(int scrape, String... modes) {
    List<Series> series = new ArrayList<>();
    for (String mode : modes) {
      double seconds = (mode.equals("idle") ? 10 : 5) * (SCRAPES + scrape);
      series.add(
          Series.of(
              NOW + scrape * STEP,
              seconds,
              "__name__",
              "node_cpu_seconds_total",
              "cpu",
              "0",
              "instance",
              "host:9100",
              "mode",
              mode));
    }
    pushed.takeRemoteWrite(RemoteWriteVersion.V1, RemoteWriteBody.v1(series));
    pushed.advance();
  }

  /// Shows the time that it is set to.
  private static final class SetClock extends Clock {
    private long atMillis = NOW;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(atMillis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
