package dev.flatline.server.api;

import dev.flatline.server.warning.Warning;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/// What is wrong with the server itself, as a metric to alert on.
///
/// @param warnings of one moment
record WarningMetrics(List<Warning> warnings) {

  void addTo(MetricSnapshots.Builder all) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("flatline_warning")
            .help("1 for each thing that is wrong with the server itself.");
    for (Warning warning : warnings) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of("id", warning.id(), "severity", warning.severity().label()))
              .value(1)
              .build());
    }
    all.metricSnapshot(gauge.build());
  }
}
