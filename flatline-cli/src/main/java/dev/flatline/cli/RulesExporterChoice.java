package dev.flatline.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/// The values of `--exporter`.
enum RulesExporterChoice {
  NODE,
  KUBERNETES,
  ALL;

  static RulesExporterChoice parse(String text) {
    return Arrays.stream(values())
        .filter(choice -> choice.toString().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    Arrays.stream(values())
                        .map(RulesExporterChoice::toString)
                        .collect(Collectors.joining(", ", "'" + text + "' is none of ", ""))));
  }

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
