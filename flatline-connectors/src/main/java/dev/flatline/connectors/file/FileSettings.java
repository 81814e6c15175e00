package dev.flatline.connectors.file;

import dev.flatline.formats.csv.ColumnMapping;
import java.util.List;

/// How files are read.
///
/// @param mappings where foreign CSV and Parquet have the canonical columns
/// @param workloadLabels the labels that name a workload in metrics text
public record FileSettings(List<ColumnMapping> mappings, List<String> workloadLabels) {
  /// Canonical columns, and the label `workload`.
  public static final FileSettings DEFAULTS = new FileSettings(List.of(), List.of("workload"));

  /// Copies the lists.
  public FileSettings {
    mappings = List.copyOf(mappings);
    workloadLabels = List.copyOf(workloadLabels);
  }
}
