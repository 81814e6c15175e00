package dev.flatline.cli;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.finding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How findings are written, of every command that finds.
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How findings are written: ${COMPLETION-CANDIDATES} (default: table).")
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

  /// What the outcome means to the shell.
  ///
  /// @throws CommandFailure where `--fail-on` asks and nothing could be judged
  int exitCode(HuntOutcome outcome) {
    if (failOn == null) {
      return ExitCode.DONE;
    }
    if (!outcome.atLeast(failOn).isEmpty()) {
      return ExitCode.FINDINGS;
    }
    List<String> reasons = new ArrayList<>();
    for (Coverage workload : outcome.coverage()) {
      if (workload.notJudged().isEmpty()) {
        return ExitCode.DONE;
      }
      workload.notJudged().ifPresent(reason -> reasons.add(reason.text()));
    }
    throw new CommandFailure(
        ExitCode.SOURCE,
        "--fail-on cannot tell: of %d workloads none could be judged (%s)"
            .formatted(
                reasons.size(), reasons.stream().distinct().collect(Collectors.joining("; "))));
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
