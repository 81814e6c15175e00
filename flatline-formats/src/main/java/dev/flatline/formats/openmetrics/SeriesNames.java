package dev.flatline.formats.openmetrics;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells from a line's name and labels which metric of which workload it carries.
final class SeriesNames {
  private static final String PREFIX = "flatline_";

  private final List<String> workloadLabels;
  private final Map<String, Workload> workloads = new HashMap<>();

  SeriesNames(List<String> workloadLabels) {
    this.workloadLabels = workloadLabels;
  }

  Series of(MetricLine line) {
    String name = line.name();
    String canonical = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    Optional<Metric> metric = Metric.named(canonical);
    if (metric.isEmpty()) {
      return new Series.Foreign(name);
    }
    String workload = workloadName(line.labels());
    if (workload.isBlank()) {
      return new Series.Unlabelled(name);
    }
    return new Series.Known(
        workloads.computeIfAbsent(workload, named -> described(named, line.labels())),
        metric.get());
  }

  private String workloadName(Map<String, String> labels) {
    return workloadLabels.stream()
        .map(label -> labels.getOrDefault(label, "").strip())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  private Workload described(String name, Map<String, String> labels) {
    Map<String, String> rest = new HashMap<>(labels);
    workloadLabels.forEach(rest::remove);
    return new Workload(name, rest);
  }
}
