package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import dev.flatline.connectors.prometheus.profile.Target;

/// One thing to ask of a server that has it.
///
/// @param target what the answer is
/// @param template the query, with the names that the server uses
record Ask(Target target, QueryTemplate template) {
  /// The times to ask for to have a value at each of these.
  TimeGrid asked(TimeGrid grid) {
    return switch (target) {
      case Target.CpuCapacity capacity ->
          grid.closing(Math.max(Target.CpuCapacity.STEP_MILLIS, grid.stepMillis()));
      case Target.Measured measured -> grid;
      case Target.CpuUsage usage -> grid;
    };
  }

  boolean isHeld() {
    return target instanceof Target.CpuCapacity;
  }

  /// The query for a step and a part of the series.
  String promql(String by, long stepMillis, long scrapeMillis, SeriesGroup group) {
    return template.promql(by, Spans.of(stepMillis, scrapeMillis), group.matchers());
  }
}
