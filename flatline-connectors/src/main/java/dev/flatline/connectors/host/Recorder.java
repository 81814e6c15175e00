package dev.flatline.connectors.host;

import java.time.Duration;
import java.util.function.Consumer;

/// Reads a host again and again into a file.
///
/// Readings are due at fixed distances from the first, so lateness does not add up; a reading that
/// is due while another is under way is missed and counted.
public final class Recorder {
  private final HostSampler sampler;
  private final RecordingFile file;
  private final RecordingClock clock;

  /// A recorder that has not begun.
  public Recorder(HostSampler sampler, RecordingFile file, RecordingClock clock) {
    this.sampler = sampler;
    this.file = file;
    this.clock = clock;
  }

  /// Records until the plan or the clock says stop. The file is left open.
  ///
  /// @param progress told after each reading
  /// @throws RecordingException where the file cannot be written
  public RecordingReport record(RecordingPlan plan, Consumer<RecordingReport> progress) {
    long startNanos = clock.monotonicNanos();
    long intervalNanos = plan.interval().toNanos();
    long lastDue = plan.duration().toNanos() / intervalNanos;
    RecordingReport report = new RecordingReport(0, 0, 0, 0, Duration.ZERO, false);
    long due = 0;
    while (due <= lastDue) {
      if (!clock.waitUntil(startNanos + due * intervalNanos)) {
        return stopped(report);
      }
      int samples = sampler.read(clock.epochMillis(), file);
      file.endReading();
      long elapsedNanos = clock.monotonicNanos() - startNanos;
      long nextDue = Math.max(due, elapsedNanos / intervalNanos) + 1;
      report =
          new RecordingReport(
              report.readings() + 1,
              report.missed() + Math.min(nextDue, lastDue + 1) - due - 1,
              report.samples() + samples,
              samples,
              Duration.ofNanos(elapsedNanos),
              false);
      progress.accept(report);
      due = nextDue;
    }
    return report;
  }

  private static RecordingReport stopped(RecordingReport report) {
    return new RecordingReport(
        report.readings(),
        report.missed(),
        report.samples(),
        report.workloads(),
        report.elapsed(),
        true);
  }
}
