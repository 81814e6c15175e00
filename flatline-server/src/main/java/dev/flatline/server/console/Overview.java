package dev.flatline.server.console;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.report.Coverage;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.formats.report.Fleet;
import dev.flatline.formats.report.Hunt;
import dev.flatline.formats.report.HuntReport;
import dev.flatline.formats.report.ReportedFinding;
import dev.flatline.formats.report.WorkloadCoverage;
import dev.flatline.server.judge.JudgeCounts;
import java.time.Instant;
import java.util.List;

/// What a server knows at one moment, in the words of a report.
///
/// @param findings those that are shown
/// @param known what is known of each workload
/// @param counts what became of the samples
record Overview(
    List<Finding> findings, List<dev.flatline.core.engine.Coverage> known, JudgeCounts counts) {

  HuntReport report(Instant now, String version) {
    return new HuntReport(
        new Hunt("what is sent to this server", "flatline serve", from(now), now, now, version),
        findings.stream().map(one -> new ReportedFinding(one, FindingSeries.NONE)).toList(),
        0,
        Fleet.of(known),
        new Coverage(
            known.stream().map(WorkloadCoverage::of).toList(),
            counts.dropped().byReason(),
            notes()));
  }

  /// The first sample's time; nothing later than now.
  private Instant from(Instant now) {
    long first =
        known.stream()
            .mapToLong(dev.flatline.core.engine.Coverage::firstMillis)
            .filter(millis -> millis > 0)
            .min()
            .orElse(now.toEpochMilli());
    return Instant.ofEpochMilli(Math.min(first, now.toEpochMilli()));
  }

  private List<String> notes() {
    return counts.unsaved() == 0
        ? List.of()
        : List.of(counts.unsaved() + " findings wait for the store, which takes none: see the log");
  }
}
