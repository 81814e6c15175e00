package dev.flatline.formats.openmetrics;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;

/// What the name and the labels of a text line say.
sealed interface Series {

  /// A canonical metric of a workload.
  record Known(Workload workload, Metric metric) implements Series {}

  /// A canonical metric that carries none of the labels that name a workload.
  record Unlabelled(String name) implements Series {}

  /// Any other metric.
  record Foreign(String name) implements Series {}
}
