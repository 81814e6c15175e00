package dev.flatline.server.api;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.SampleQueue;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Locale;
import java.util.Map;

/// The server's own metrics, of one moment.
final class ServerMetrics {
  private ServerMetrics() {}

  static MetricSnapshots of(JudgeCounts judged, IngestCounts.Now taken, SampleQueue queue) {
    MetricSnapshots.Builder all =
        MetricSnapshots.builder()
            .metricSnapshot(
                counter("flatline_ingest_requests", "Requests with telemetry.", taken.requests()))
            .metricSnapshot(
                counter(
                    "flatline_ingest_refused_requests",
                    "Requests that could not be read.",
                    taken.refusedRequests()))
            .metricSnapshot(
                counter(
                    "flatline_ingest_received_rows",
                    "Rows that came in: queued, dropped or turned away.",
                    taken.received()))
            .metricSnapshot(
                counter("flatline_ingest_queued_rows", "Rows queued as samples.", taken.queued()))
            .metricSnapshot(
                counter(
                    "flatline_ingest_turned_away_rows",
                    "Rows of requests for which the queue had no room.",
                    taken.turnedAway()))
            .metricSnapshot(
                drops(
                    "flatline_ingest_dropped",
                    "Rows and values that could not be read, by reason.",
                    taken.droppedRows()));
    return all.metricSnapshot(
            counter(
                "flatline_judge_received_samples",
                "Samples taken from the queue: judged, held, merged or dropped.",
                judged.received()))
        .metricSnapshot(
            counter("flatline_judge_judged_samples", "Samples judged.", judged.judged()))
        .metricSnapshot(
            counter(
                "flatline_judge_merged_samples",
                "Samples that completed another of the same workload and time.",
                judged.merged()))
        .metricSnapshot(
            drops(
                "flatline_judge_dropped_samples",
                "Samples that were not judged, by reason.",
                judged.dropped().byReason()))
        .metricSnapshot(
            gauge(
                "flatline_judge_held_samples",
                "Samples that wait until their lateness is over.",
                (double) judged.held()))
        .metricSnapshot(
            gauge("flatline_queue_samples", "Samples queued.", (double) queue.waiting()))
        .metricSnapshot(gauge("flatline_workloads", "Workloads known.", judged.workloads()))
        .metricSnapshot(
            gauge(
                "flatline_unsaved_findings",
                "Findings that wait for the store to take them.",
                judged.unsaved()))
        .metricSnapshot(
            gauge(
                "flatline_watermark_timestamp_seconds",
                "Event time that all sources have reached.",
                judged.watermarkMillis() == Long.MIN_VALUE
                    ? Double.NaN
                    : judged.watermarkMillis() / 1000.0))
        .build();
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value((double) value).build())
        .build();
  }

  private static CounterSnapshot drops(String name, String help, Map<DropReason, Long> drops) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    drops.forEach(
        (reason, count) ->
            counter.dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(Labels.of("reason", reason.name().toLowerCase(Locale.ROOT)))
                    .value((double) count)
                    .build()));
    return counter.build();
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }
}
