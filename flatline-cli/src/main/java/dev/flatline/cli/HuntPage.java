package dev.flatline.cli;

import dev.flatline.core.policy.Thresholds;
import dev.flatline.formats.report.Coverage;
import dev.flatline.formats.report.Fleet;
import dev.flatline.formats.report.FleetPoint;
import dev.flatline.formats.report.Hunt;
import dev.flatline.formats.report.HuntReport;
import dev.flatline.formats.report.ReportedFinding;
import dev.flatline.formats.report.WorkloadCoverage;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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
        fleet(outcome),
        coverage(outcome));
  }

  private static Fleet fleet(HuntOutcome outcome) {
    Thresholds published = Thresholds.DEFAULT;
    return new Fleet(
        "in the window of each workload that looks most like a miner",
        published.plateauMean(),
        published.plateauCv(),
        outcome.coverage().stream()
            .map(one -> new FleetPoint(one.workload().name(), one.cpuMean(), one.cpuCv()))
            .toList());
  }

  private static Coverage coverage(HuntOutcome outcome) {
    List<WorkloadCoverage> workloads =
        outcome.coverage().stream()
            .map(
                one ->
                    new WorkloadCoverage(
                        one.workload().name(),
                        one.notJudged().isEmpty(),
                        one.metrics(),
                        one.notJudged().map(Set::of).orElse(Set.of())))
            .toList();
    return new Coverage(workloads, outcome.dropped().byReason(), HuntNotes.all(outcome));
  }
}
