package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.window.CounterRate;
import java.time.Duration;

/// Disk counters of one workload as rates.
final class IoRates {
  private final CounterRate read;
  private final CounterRate written;

  IoRates(Duration longestGap) {
    read = new CounterRate(longestGap);
    written = new CounterRate(longestGap);
  }

  /// Takes the next reading and adds its rates.
  void measure(long atNanos, IoCounters counters, Measurements into) {
    read.accept(atNanos, counters.readBytes());
    written.accept(atNanos, counters.writtenBytes());
    into.put(Metric.DISK_READ_BYTES_PER_SECOND, read.perSecond());
    into.put(Metric.DISK_WRITE_BYTES_PER_SECOND, written.perSecond());
  }
}
