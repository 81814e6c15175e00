package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.RemoteWriteBody.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is pushed of more workloads than one batch holds.
class PushedPartsTest {
  private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long STEP = 15_000;
  private static final int SCRAPES = 60;
  private static final int HOSTS = 500;

  private final SampleQueue queue = new SampleQueue(1_000_000);
  private final PushedSeries pushed =
      new PushedSeries(
          queue,
          Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
          Duration.ofMinutes(1),
          100_000);

  @Test
  void parts_promiseNothingThatALaterOneBreaks() throws Exception {
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      long at = NOW - (SCRAPES - scrape) * STEP;
      List<Series> series = new ArrayList<>();
      for (int host = 0; host < HOSTS; host++) {
        series.add(cpu("host-" + host, "idle", at, 10 * scrape));
        series.add(cpu("host-" + host, "user", at, 5 * scrape));
      }
      pushed.takeRemoteWrite(RemoteWriteVersion.V1, RemoteWriteBody.v1(series));
    }
    pushed.advance();
    long promised = Batch.NOTHING_YET;
    int parts = 0;
    for (Batch batch = queue.poll(1); batch != null; batch = queue.poll(1)) {
      long before = promised;
      assertThat(batch.samples()).noneMatch(sample -> sample.atMillis() <= before);
      promised = batch.reachedMillis().orElseThrow();
      parts++;
    }
    assertThat(parts).isGreaterThan(1);
    assertThat(promised).isNotEqualTo(Batch.NOTHING_YET);
  }

  private static Series cpu(String host, String mode, long atMillis, double value) {
    return Series.of(
        atMillis,
        value,
        "__name__",
        "node_cpu_seconds_total",
        "cpu",
        "0",
        "instance",
        host,
        "mode",
        mode);
  }
}
