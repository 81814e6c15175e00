package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.SampleSink;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps what a source delivers.
final class Collected implements SampleSink {
  private final Map<String, List<Sample>> byName = new LinkedHashMap<>();
  private final Map<String, Workload> workloads = new LinkedHashMap<>();

  @Override
  public void accept(Sample sample) {
    workloads.putIfAbsent(sample.workload().name(), sample.workload());
    byName.computeIfAbsent(sample.workload().name(), absent -> new ArrayList<>()).add(sample);
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  List<Sample> of(String name) {
    return byName.getOrDefault(name, List.of());
  }

  Workload workload(String name) {
    return workloads.getOrDefault(name, Workload.named("nobody"));
  }

  List<Long> timesMillis(String name) {
    return of(name).stream().map(Sample::atMillis).toList();
  }

  /// The values of a metric that were measured.
  List<Double> values(String name, Metric metric) {
    return of(name).stream()
        .filter(sample -> sample.values().has(metric))
        .map(sample -> sample.values().get(metric))
        .toList();
  }
}
