package dev.flatline.formats.report;

import java.time.Instant;
import java.util.List;

/// What an evaluation measured, as it is shown.
///
/// @param source what was read
/// @param command how to do it again
/// @param generatedAt when it was made
/// @param version of Flatline
/// @param lead one sentence of what was measured
/// @param tables all figures
/// @param power what share of the workloads would notice a steady miner, by its level
public record EvaluationReport(
    String source,
    String command,
    Instant generatedAt,
    String version,
    String lead,
    List<TitledTable> tables,
    List<PowerPoint> power) {

  /// Copies the lists.
  public EvaluationReport {
    tables = List.copyOf(tables);
    power = List.copyOf(power);
  }

  /// One level of a steady miner.
  ///
  /// @param level share of capacity that the miner takes
  /// @param share of workloads on which it would be noticed, 0 to 1
  public record PowerPoint(double level, double share) {}
}
