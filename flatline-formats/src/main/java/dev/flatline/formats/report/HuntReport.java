package dev.flatline.formats.report;

import java.util.List;

/// Everything that a report of one hunt shows.
///
/// @param hunt what was hunted, when and how
/// @param findings the findings, in any order
/// @param hiddenFindings how many findings were left out because they are below the severity asked
///     for
/// @param fleet where every workload stands in mean and spread of CPU
/// @param coverage what could be judged and what could not
public record HuntReport(
    Hunt hunt,
    List<ReportedFinding> findings,
    long hiddenFindings,
    Fleet fleet,
    Coverage coverage) {

  /// Copies the findings.
  public HuntReport {
    findings = List.copyOf(findings);
  }
}
