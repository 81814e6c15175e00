package dev.flatline.cli;

import dev.flatline.core.finding.Severity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How findings are written, of every command that finds.
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: table).")
  private OutputFormat format = OutputFormat.table;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write findings to this file instead of standard output.")
  private @Nullable Path output;

  @Option(
      names = "--min-severity",
      paramLabel = "SEVERITY",
      converter = SeverityConverter.class,
      completionCandidates = SeverityNames.class,
      description = "Leave out findings below low, medium or high (default: medium).")
  private Severity minSeverity = Severity.MEDIUM;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = SeverityConverter.class,
      completionCandidates = SeverityNames.class,
      description = "Exit with 1 if a finding is at or above low, medium or high.")
  private @Nullable Severity failOn;

  OutputFormat format() {
    return format;
  }

  @Nullable Path output() {
    return output;
  }

  Severity minSeverity() {
    return minSeverity;
  }

  int exitCode(HuntOutcome outcome) {
    return failOn != null && !outcome.atLeast(failOn).isEmpty() ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  /// The options that decide what is shown, as they were given.
  String asGiven() {
    return minSeverity == Severity.MEDIUM ? "" : " --min-severity " + minSeverity.label();
  }

  /// Severities as they are written.
  static final class SeverityNames implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return names().iterator();
    }

    static List<String> names() {
      return Arrays.stream(Severity.values()).map(Severity::label).toList();
    }
  }

  /// Reads a severity.
  static final class SeverityConverter implements ITypeConverter<Severity> {
    @Override
    public Severity convert(String text) {
      return Arrays.stream(Severity.values())
          .filter(severity -> severity.label().equals(text.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is none of " + String.join(", ", SeverityNames.names())));
    }
  }
}
