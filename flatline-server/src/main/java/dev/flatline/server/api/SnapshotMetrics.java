package dev.flatline.server.api;

import dev.flatline.server.judge.SnapshotCounts;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/// Whether the state is written, as metrics.
///
/// @param counts of snapshots
record SnapshotMetrics(SnapshotCounts counts) {
  private static final double MILLIS = 1_000;

  void addTo(MetricSnapshots.Builder all) {
    counter(all, "snapshots", "Snapshots written.", counts.written());
    counter(all, "snapshot_failures", "Snapshots that could not be written.", counts.failures());
    counts
        .newest()
        .ifPresent(
            at ->
                all.metricSnapshot(
                    GaugeSnapshot.builder()
                        .name("flatline_snapshot_timestamp_seconds")
                        .help("When the newest snapshot was written.")
                        .dataPoint(
                            GaugeDataPointSnapshot.builder()
                                .value(at.toEpochMilli() / MILLIS)
                                .build())
                        .build()));
  }

  private static void counter(MetricSnapshots.Builder all, String name, String help, long value) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("flatline_" + name)
            .help(help)
            .dataPoint(CounterDataPointSnapshot.builder().value((double) value).build())
            .build());
  }
}
