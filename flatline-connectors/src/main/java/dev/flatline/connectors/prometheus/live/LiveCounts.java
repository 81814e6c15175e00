package dev.flatline.connectors.prometheus.live;

import dev.flatline.core.telemetry.DropCounts;

/// What came in as points and what went out as samples. Not safe for use by several threads.
final class LiveCounts {
  private final DropCounts dropped = new DropCounts();
  private long points;
  private long tooOld;
  private long tooFarAhead;
  private long forgotten;
  private long samples;
  private long withoutCapacity;

  /// What was not delivered, or delivered without one of its values.
  DropCounts dropped() {
    return dropped;
  }

  void point() {
    points++;
  }

  void tooOld() {
    tooOld++;
  }

  void tooFarAhead() {
    tooFarAhead++;
  }

  void forgotten() {
    forgotten++;
  }

  void sample() {
    samples++;
  }

  void withoutCapacity() {
    withoutCapacity++;
  }

  LiveReport report(long thinnedOut, int series, int workloads) {
    return new LiveReport(
        new LiveReport.Points(points, tooOld, tooFarAhead, forgotten, thinnedOut),
        samples,
        withoutCapacity,
        dropped.copy(),
        series,
        workloads);
  }
}
