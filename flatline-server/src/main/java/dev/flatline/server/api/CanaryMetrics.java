package dev.flatline.server.api;

import dev.flatline.server.canary.CanaryFailure;
import dev.flatline.server.canary.CanaryStatus;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Whether the detector sees, as metrics.
///
/// @param status of the canary
record CanaryMetrics(CanaryStatus status) {
  private static final double MILLIS = 1_000;

  void addTo(MetricSnapshots.Builder all) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("flatline_canary_sent")
            .help("Miners that are none, which the server sent to itself.")
            .dataPoint(CounterDataPointSnapshot.builder().value((double) status.sent()).build())
            .build());
    all.metricSnapshot(failures());
    status
        .lastFound()
        .ifPresent(
            at ->
                gauge(
                    all,
                    "found_age_seconds",
                    "How long ago the last one was found and kept.",
                    Duration.between(at, Instant.now()).toMillis() / MILLIS));
    status
        .took()
        .ifPresent(
            took ->
                gauge(
                    all,
                    "duration_seconds",
                    "How long that one took, from being sent to being kept.",
                    took.toMillis() / MILLIS));
    gauge(all, "failing", "1 while the newest was lost.", status.failing().isPresent() ? 1 : 0);
  }

  private CounterSnapshot failures() {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder()
            .name("flatline_canary_failures")
            .help("Those of them that were lost, by reason.");
    for (CanaryFailure reason : CanaryFailure.values()) {
      counter.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of("reason", reason.name().toLowerCase(Locale.ROOT)))
              .value((double) status.failures().getOrDefault(reason, 0L))
              .build());
    }
    return counter.build();
  }

  private static void gauge(MetricSnapshots.Builder all, String name, String help, double value) {
    all.metricSnapshot(
        GaugeSnapshot.builder()
            .name("flatline_canary_" + name)
            .help(help)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
            .build());
  }
}
