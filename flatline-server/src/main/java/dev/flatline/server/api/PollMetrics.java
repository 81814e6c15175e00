package dev.flatline.server.api;

import dev.flatline.server.poll.PollCounts;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// The metrics of polling, each with the server's name.
///
/// @param polls how it goes
record PollMetrics(List<PollCounts> polls) {
  private static final String SERVER = "server";
  private static final double MILLIS = 1_000;

  void addTo(MetricSnapshots.Builder all) {
    Stream.of(
            counter("requests", "Requests sent to the server.", PollCounts::requests),
            counter("samples", "Samples queued.", PollCounts::samples),
            byReason(
                "failures",
                "Polls that failed and are tried again, by reason.",
                poll -> Reasons.of(poll.failures())),
            byReason(
                "dropped",
                "What no sample could hold, by reason.",
                poll -> Reasons.of(poll.dropped().byReason())),
            gauge(
                "behind_seconds",
                "How long ago it was up to which the server was read.",
                poll -> poll.behindMillis() / MILLIS),
            gauge(
                "failing",
                "1 while the last poll failed.",
                poll -> poll.failing().isPresent() ? 1 : 0),
            gauge(
                "workloads_without_cpu",
                "Workloads that the server knows of and whose CPU it cannot tell.",
                PollCounts::withoutCpu))
        .forEach(all::metricSnapshot);
  }

  private CounterSnapshot counter(String name, String help, ToDoubleFunction<PollCounts> value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(full(name)).help(help);
    polls.forEach(
        poll ->
            counter.dataPoint(point(Labels.of(SERVER, poll.server()), value.applyAsDouble(poll))));
    return counter.build();
  }

  private CounterSnapshot byReason(
      String name, String help, Function<PollCounts, List<Reasons>> reasons) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(full(name)).help(help);
    for (PollCounts poll : polls) {
      for (Reasons counted : reasons.apply(poll)) {
        counter.dataPoint(
            point(
                Labels.of(SERVER, poll.server(), "reason", counted.reason()),
                (double) counted.count()));
      }
    }
    return counter.build();
  }

  private GaugeSnapshot gauge(String name, String help, ToDoubleFunction<PollCounts> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(full(name)).help(help);
    polls.forEach(
        poll ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(SERVER, poll.server()))
                    .value(value.applyAsDouble(poll))
                    .build()));
    return gauge.build();
  }

  private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, double value) {
    return CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static String full(String name) {
    return "flatline_poll_" + name;
  }

  /// A count by reason.
  private record Reasons(String reason, long count) {
    static List<Reasons> of(Map<? extends Enum<?>, Long> counts) {
      return counts.entrySet().stream()
          .map(
              entry ->
                  new Reasons(entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue()))
          .toList();
    }
  }
}
