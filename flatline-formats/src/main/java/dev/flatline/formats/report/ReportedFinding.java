package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;

/// A finding and what its workload did around it.
///
/// @param finding the finding
/// @param series what to plot, [FindingSeries#NONE] where nothing was kept
/// @param reasoning how it was calculated, [Reasoning#NONE] where that is not told
public record ReportedFinding(Finding finding, FindingSeries series, Reasoning reasoning) {
  /// Without its calculation.
  public ReportedFinding(Finding finding, FindingSeries series) {
    this(finding, series, Reasoning.NONE);
  }
}
