package dev.flatline.core.telemetry;

/// Something seen of one workload at one time.
public sealed interface Observation permits Sample {

  /// Of which workload.
  Workload workload();

  /// When, in epoch milliseconds of the source's clock (event time).
  long atMillis();
}
