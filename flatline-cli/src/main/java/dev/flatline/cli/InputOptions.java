package dev.flatline.cli;

import dev.flatline.connectors.TelemetrySource;
import dev.flatline.connectors.file.FileSettings;
import dev.flatline.connectors.file.FileSource;
import dev.flatline.formats.csv.ColumnMapping;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Options for reading files.
final class InputOptions {
  @Option(
      names = "--input",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Telemetry files: CSV (also .gz), Parquet, OpenMetrics text; patterns such as"
              + " 'logs/*.csv.gz' (docs/reference/telemetry-csv.md).")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--map",
      paramLabel = "COLUMN=EXPRESSION",
      description =
          "Where a foreign header has a canonical column: cpu_utilization=cpu_pct/100,"
              + " workload=PodName, workload='web-1'. May be given again.")
  private List<String> mappings = new ArrayList<>();

  @Option(
      names = "--workload-label",
      paramLabel = "LABEL",
      description = "Labels that name a workload in OpenMetrics text (default: workload).")
  private List<String> workloadLabels = new ArrayList<>();

  boolean given() {
    return !files.isEmpty();
  }

  TelemetrySource source() {
    List<ColumnMapping> parsed = new ArrayList<>();
    for (String mapping : mappings) {
      try {
        parsed.add(ColumnMapping.parse(mapping));
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCode.USAGE, "--map: " + e.getMessage());
      }
    }
    FileSettings defaults = FileSettings.DEFAULTS;
    return FileSource.of(
        files,
        new FileSettings(
            parsed, workloadLabels.isEmpty() ? defaults.workloadLabels() : workloadLabels));
  }

  /// The options as they were given, for a command that repeats the hunt.
  String asGiven() {
    StringBuilder text = new StringBuilder();
    files.forEach(file -> text.append(" --input ").append(file));
    mappings.forEach(mapping -> text.append(" --map ").append(mapping));
    workloadLabels.forEach(label -> text.append(" --workload-label ").append(label));
    return text.toString();
  }
}
