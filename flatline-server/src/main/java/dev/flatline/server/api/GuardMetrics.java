package dev.flatline.server.api;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What the guard did, and how long certificates hold, as metrics.
///
/// @param refused requests and connections that were refused
/// @param ends when the server's certificates, those of authorities and revocation lists end, by
///     the id of the warning about it; empty where it speaks without TLS
public record GuardMetrics(LongSupplier refused, Optional<Supplier<Map<String, Instant>>> ends) {

  void addTo(MetricSnapshots.Builder all) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("flatline_refused_requests")
            .help("Requests and connections that were refused.")
            .dataPoint(
                CounterDataPointSnapshot.builder().value((double) refused.getAsLong()).build())
            .build());
    ends.ifPresent(known -> all.metricSnapshot(ends(known.get())));
  }

  private static GaugeSnapshot ends(Map<String, Instant> known) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("flatline_tls_certificate_end_timestamp_seconds")
            .help("When the first certificate or revocation list of a kind ends.");
    known.forEach(
        (what, end) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("of", what))
                    .value((double) end.getEpochSecond())
                    .build()));
    return gauge.build();
  }
}
