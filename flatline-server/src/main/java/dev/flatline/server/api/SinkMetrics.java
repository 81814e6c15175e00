package dev.flatline.server.api;

import dev.flatline.server.outbox.SinkStatus;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What sinks were told, as metrics.
///
/// @param sinks how it stands with each
record SinkMetrics(List<SinkStatus> sinks) {

  void addTo(MetricSnapshots.Builder all) {
    if (sinks.isEmpty()) {
      return;
    }
    counter(all, "delivered_messages", "Messages that a sink took.", SinkStatus::delivered);
    counter(all, "failed_attempts", "Attempts in vain.", SinkStatus::failed);
    counter(
        all,
        "turned_away_messages",
        "Messages for which the outbox had no room.",
        SinkStatus::withoutRoom);
    gauge(all, "waiting_messages", "Messages that wait.", sink -> sink.backlog().waiting());
    gauge(all, "dead_letters", "Messages that were given up.", sink -> sink.backlog().dead());
    gauge(
        all,
        "oldest_waiting_timestamp_seconds",
        "When the oldest message that waits was written; NaN where none waits.",
        sink -> sink.backlog().oldest().map(SinkMetrics::seconds).orElse(Double.NaN));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  private void counter(
      MetricSnapshots.Builder all, String name, String help, ToDoubleFunction<SinkStatus> value) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name("flatline_sink_" + name).help(help);
    for (SinkStatus sink : sinks) {
      counter.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of("sink", sink.name()))
              .value(value.applyAsDouble(sink))
              .build());
    }
    all.metricSnapshot(counter.build());
  }

  private void gauge(
      MetricSnapshots.Builder all, String name, String help, ToDoubleFunction<SinkStatus> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name("flatline_sink_" + name).help(help);
    for (SinkStatus sink : sinks) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of("sink", sink.name()))
              .value(value.applyAsDouble(sink))
              .build());
    }
    all.metricSnapshot(gauge.build());
  }
}
