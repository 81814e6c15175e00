package dev.flatline.cli;

import java.util.List;
import java.util.Locale;

/// The values of `--exporter`.
enum RulesExporterChoice {
  NODE,
  KUBERNETES,
  ALL;

  List<RulesExporter> exporters() {
    return switch (this) {
      case NODE -> List.of(RulesExporter.NODE);
      case KUBERNETES -> List.of(RulesExporter.KUBERNETES);
      case ALL -> List.of(RulesExporter.values());
    };
  }

  /// The name as it is written on the command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
