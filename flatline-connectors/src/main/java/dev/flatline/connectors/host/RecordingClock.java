package dev.flatline.connectors.host;

/// The time by which a recording goes, and its end.
public interface RecordingClock {

  /// Now in epoch milliseconds, for the samples.
  long epochMillis();

  /// Now on a clock that nobody sets, for the schedule.
  long monotonicNanos();

  /// Waits until this time of [#monotonicNanos]; false, at once, where the recording shall end.
  boolean waitUntil(long nanos);
}
