package dev.flatline.server.api;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the guard did, and how long the certificate holds, as metrics.
///
/// @param refused requests and connections that were refused
/// @param certificateEnds when the server's certificate ends; empty where it has none
public record GuardMetrics(LongSupplier refused, Optional<Supplier<Instant>> certificateEnds) {

  void addTo(MetricSnapshots.Builder all) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("flatline_refused_requests")
            .help("Requests and connections that were refused.")
            .dataPoint(
                CounterDataPointSnapshot.builder().value((double) refused.getAsLong()).build())
            .build());
    certificateEnds.ifPresent(
        ends ->
            all.metricSnapshot(
                GaugeSnapshot.builder()
                    .name("flatline_tls_certificate_end_timestamp_seconds")
                    .help("When the server's certificate ends.")
                    .dataPoint(
                        GaugeDataPointSnapshot.builder()
                            .value((double) ends.get().getEpochSecond())
                            .build())
                    .build()));
  }
}
