package dev.flatline.server.api;

import dev.flatline.server.recent.RecentCounts;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/// What became of what workloads did.
///
/// @param counts since the start
record RecentMetrics(RecentCounts counts) {

  void addTo(MetricSnapshots.Builder all) {
    counter(
        all, "written_stretches", "Stretches of up to eight minutes written.", counts.written());
    counter(
        all,
        "dropped_stretches",
        "Stretches not written: the disk is slow, full or away.",
        counts.dropped());
    counter(
        all,
        "passed_over_samples",
        "Samples in no stretch: much later than others of their workload.",
        counts.passedOver());
    counter(all, "pictures", "Pictures of findings made.", counts.drawn());
    gauge(all, "waiting_stretches", "Stretches that wait to be written.", counts.waiting());
    gauge(all, "workloads", "Workloads with a stretch that is not whole yet.", counts.workloads());
  }

  private static void counter(MetricSnapshots.Builder all, String name, String help, long value) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("flatline_recent_" + name)
            .help(help)
            .dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder().value((double) value).build())
            .build());
  }

  private static void gauge(MetricSnapshots.Builder all, String name, String help, int value) {
    all.metricSnapshot(
        GaugeSnapshot.builder()
            .name("flatline_recent_" + name)
            .help(help)
            .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
            .build());
  }
}
