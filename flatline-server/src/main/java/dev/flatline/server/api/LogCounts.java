package dev.flatline.server.api;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.concurrent.atomic.LongAdder;

/// Lines that the log left out, because there were too many like them: of the process, as the log
/// itself is.
public final class LogCounts {
  private static final LongAdder LEFT_OUT = new LongAdder();

  private LogCounts() {}

  /// One line more was left out.
  public static void leftOut() {
    LEFT_OUT.increment();
  }

  static void addTo(MetricSnapshots.Builder all) {
    all.metricSnapshot(
        CounterSnapshot.builder()
            .name("flatline_log_left_out_lines")
            .help("Lines that the log left out, because there were too many like them.")
            .dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .value((double) LEFT_OUT.sum())
                    .build())
            .build());
  }
}
