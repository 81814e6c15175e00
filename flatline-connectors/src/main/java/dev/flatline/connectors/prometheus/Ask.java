package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import dev.flatline.connectors.prometheus.profile.Target;

/// One thing to ask of a server that has it.
///
/// @param target what the answer is
/// @param template the query, with the names that the server uses
record Ask(Target target, QueryTemplate template) {
  /// A capacity seldom changes: it is asked for at this step, looking back over it, and holds for
  /// the times before.
  private static final long HELD_STEP_MILLIS = 300_000;

  /// The times to ask for to have a value at each of these.
  TimeGrid asked(TimeGrid grid) {
    return switch (target) {
      case Target.CpuCapacity capacity ->
          grid.closing(Math.max(HELD_STEP_MILLIS, grid.stepMillis()));
      case Target.Measured measured -> grid;
      case Target.CpuUsage usage -> grid;
    };
  }

  boolean isHeld() {
    return target instanceof Target.CpuCapacity;
  }

  /// The query for a step and a part of the series.
  String promql(String by, long stepMillis, long scrapeMillis, SeriesGroup group) {
    return template.promql(by, spans(stepMillis, scrapeMillis), group.matchers());
  }

  /// A rate needs two samples and survives a missing one when it looks back over four; a longer
  /// step must be looked back over whole, or what happens in between is lost.
  private static Spans spans(long stepMillis, long scrapeMillis) {
    return new Spans(
        Math.max(stepMillis, 4 * scrapeMillis), Math.max(stepMillis, 2 * scrapeMillis));
  }
}
