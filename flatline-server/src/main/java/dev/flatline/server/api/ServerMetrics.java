package dev.flatline.server.api;

import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.PushCounts;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.LagCounts;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.judge.SourceCounts;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Locale;
import java.util.Map;

/// The server's own metrics, of one moment.
///
/// @param judged what became of samples
/// @param rows what came in as rows
/// @param points what came in as points of series
/// @param queue what waits
record ServerMetrics(
    JudgeCounts judged, IngestCounts.Now rows, PushCounts points, SampleQueue queue) {

  void addTo(MetricSnapshots.Builder all) {
    addRows(all);
    addPoints(all);
    addJudged(all);
  }

  private void addRows(MetricSnapshots.Builder all) {
    counter(all, "ingest_requests", "Requests with telemetry in rows.", rows.requests());
    counter(
        all,
        "ingest_refused_requests",
        "Those of them that could not be read.",
        rows.refusedRequests());
    counter(
        all,
        "ingest_received_rows",
        "Rows that came in: queued, dropped or turned away.",
        rows.received());
    counter(all, "ingest_queued_rows", "Rows queued as samples.", rows.queued());
    counter(
        all,
        "ingest_turned_away_rows",
        "Rows of requests for which the queue had no room.",
        rows.turnedAway());
    counter(
        all,
        "ingest_unread_requests",
        "Requests that were sent away before their rows were read.",
        rows.unread());
    drops(
        all,
        "ingest_dropped",
        "Rows and values that could not be read, by reason.",
        rows.dropped());
  }

  private void addPoints(MetricSnapshots.Builder all) {
    counter(
        all,
        "push_requests",
        "Requests of remote write and OTLP that were not turned away.",
        points.requests());
    counter(
        all,
        "push_refused_requests",
        "Those of them that could not be read to their end.",
        points.refusedRequests());
    counter(
        all,
        "push_turned_away_requests",
        "Requests that were told to come again, because samples wait.",
        points.turnedAwayRequests());
    counter(
        all,
        "push_received_points",
        "Points that came in: taken, skipped, unwanted, without room, of a wrong clock, or out of"
            + " time.",
        points.received());
    byReason(
        all,
        "push_skipped_points",
        "Points that name no series or have no time or value, by reason.",
        points.skipped().byReason(SkipReason.Scope.SAMPLE));
    byReason(
        all,
        "push_skipped_others",
        "What came beside points and is not read, such as histograms, by reason.",
        points.skipped().byReason(SkipReason.Scope.OTHER));
    counter(all, "push_taken_points", "Points of which samples are made.", points.taken());
    counter(
        all,
        "push_thinned_out_points",
        "Taken points that were forgotten, because their series came too often for the room.",
        points.thinnedOut());
    counter(
        all, "push_unwanted_points", "Points of series that no profile wants.", points.unwanted());
    counter(
        all,
        "push_no_room_points",
        "Points of series for which there was no room.",
        points.noRoom());
    counter(
        all,
        "push_too_old_points",
        "Points at or before what was evaluated already.",
        points.tooOld());
    counter(
        all,
        "push_too_far_ahead_points",
        "Points more than an hour ahead of what was evaluated.",
        points.tooFarAhead());
    drops(all, "push_refused_points", "Points of a wrong clock.", points.refused());
    counter(all, "push_samples", "Samples made of points.", points.samples());
    counter(
        all,
        "push_samples_without_capacity",
        "Samples whose CPU is no share, because nobody said of what.",
        points.withoutCapacity());
    drops(all, "push_dropped", "What else is not in the samples.", points.dropped());
    gauge(all, "push_series", "Series that are remembered.", points.series());
  }

  private void addJudged(MetricSnapshots.Builder all) {
    counter(
        all,
        "judge_received_samples",
        "Samples taken from the queue: judged, held, merged or dropped.",
        judged.received());
    counter(all, "judge_judged_samples", "Samples judged.", judged.judged());
    counter(
        all,
        "judge_merged_samples",
        "Samples that completed another of the same workload and time.",
        judged.merged());
    drops(
        all, "judge_dropped_samples", "Samples that were not judged, by reason.", judged.dropped());
    gauge(
        all,
        "judge_held_samples",
        "Samples that wait until their lateness is over.",
        (double) judged.held());
    gauge(all, "queue_samples", "Samples queued.", (double) queue.waiting());
    gauge(all, "workloads", "Workloads known.", judged.workloads());
    counter(
        all,
        "forgotten_workloads",
        "Workloads not seen for 30 days, or gone when room was needed.",
        judged.forgotten());
    gauge(
        all,
        "unsaved_findings",
        "Findings that wait for the store to take them.",
        judged.unsaved());
    gauge(
        all,
        "watermark_timestamp_seconds",
        "Event time that all sources have reached.",
        judged.watermarkMillis() == Long.MIN_VALUE
            ? Double.NaN
            : judged.watermarkMillis() / 1000.0);
    heard(all, judged.sources());
    lags(all, judged.lags());
  }

  private static void heard(MetricSnapshots.Builder all, Map<String, SourceCounts> bySource) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("flatline_source_heard_timestamp_seconds")
            .help("When something last came of a source.");
    bySource.forEach(
        (source, counts) ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of("source", source))
                    .value(counts.heardMillis() / 1e3)
                    .build()));
    all.metricSnapshot(gauge.build());
  }

  private static void lags(MetricSnapshots.Builder all, Map<String, LagCounts> bySource) {
    HistogramSnapshot.Builder histogram =
        HistogramSnapshot.builder()
            .name("flatline_judge_lag_seconds")
            .help(
                "How long after its time and the allowed lateness were over a sample was judged,"
                    + " by source.");
    bySource.forEach(
        (source, lags) -> {
          ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
          for (int i = 0; i < lags.counts().size(); i++) {
            boolean isLast = i == LagCounts.UP_TO_SECONDS.size();
            buckets.bucket(
                isLast ? Double.POSITIVE_INFINITY : LagCounts.UP_TO_SECONDS.get(i),
                lags.counts().get(i));
          }
          histogram.dataPoint(
              HistogramDataPointSnapshot.builder()
                  .labels(Labels.of("source", source))
                  .classicHistogramBuckets(buckets.build())
                  .sum(lags.sumSeconds())
                  .build());
        });
    all.metricSnapshot(histogram.build());
  }

  private static void counter(MetricSnapshots.Builder all, String name, String help, long value) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("flatline_" + name)
            .help(help)
            .dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder().value((double) value).build())
            .build());
  }

  private static void drops(
      MetricSnapshots.Builder all, String name, String help, DropCounts drops) {
    byReason(all, name, help, drops.byReason());
  }

  private static void byReason(
      MetricSnapshots.Builder all, String name, String help, Map<? extends Enum<?>, Long> counts) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name("flatline_" + name).help(help);
    counts.forEach(
        (reason, count) ->
            counter.dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(Labels.of("reason", reason.name().toLowerCase(Locale.ROOT)))
                    .value((double) count)
                    .build()));
    all.metricSnapshot(counter.build());
  }

  private static void gauge(MetricSnapshots.Builder all, String name, String help, double value) {
    all.metricSnapshot(
        GaugeSnapshot.builder()
            .name("flatline_" + name)
            .help(help)
            .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
            .build());
  }
}
