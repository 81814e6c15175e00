package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;

/// A finding and what its workload did around it.
///
/// @param finding the finding
/// @param series what to plot, [FindingSeries#NONE] where nothing was kept
public record ReportedFinding(Finding finding, FindingSeries series) {}
