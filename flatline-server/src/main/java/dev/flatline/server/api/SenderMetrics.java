package dev.flatline.server.api;

import dev.flatline.server.heard.Sender;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Map;

/// When who sends was last heard, as a metric.
///
/// @param heard when each was
record SenderMetrics(Map<Sender, Instant> heard) {
  private static final double MILLIS = 1_000;

  void addTo(MetricSnapshots.Builder all) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("flatline_sender_heard_timestamp_seconds")
            .help("When telemetry of a sender was last taken.");
    heard.forEach(
        (sender, at) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("sender", sender.name(), "way", sender.way().label()))
                    .value(at.toEpochMilli() / MILLIS)
                    .build()));
    all.metricSnapshot(gauge.build());
  }
}
