package dev.flatline.cli;

import dev.flatline.formats.report.Coverage;
import dev.flatline.formats.report.Fleet;
import dev.flatline.formats.report.Hunt;
import dev.flatline.formats.report.HuntReport;
import dev.flatline.formats.report.ReportedFinding;
import dev.flatline.formats.report.WorkloadCoverage;
import java.time.Instant;
import java.util.List;

/// What a hunt found, in the words of the report.
final class HuntPage {
  private HuntPage() {}

  /// The report of a hunt.
  ///
  /// @param shown the findings that are shown, with their series
  static HuntReport of(
      HuntOutcome outcome, List<ReportedFinding> shown, String source, String command) {
    return new HuntReport(
        new Hunt(
            source,
            command,
            Instant.ofEpochMilli(outcome.fromMillis()),
            Instant.ofEpochMilli(outcome.toMillis()),
            Instant.now(),
            BuildVersion.text()),
        shown,
        outcome.findings().size() - shown.size(),
        Fleet.of(outcome.coverage()),
        coverage(outcome));
  }

  private static Coverage coverage(HuntOutcome outcome) {
    List<WorkloadCoverage> workloads =
        outcome.coverage().stream().map(WorkloadCoverage::of).toList();
    return new Coverage(workloads, outcome.dropped().byReason(), HuntNotes.all(outcome));
  }
}
