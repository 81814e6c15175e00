package dev.flatline.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that `rules prometheus` and `rules grafana` share. The fields are written by
/// picocli.
final class RulesOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--exporter",
      paramLabel = "KIND",
      description =
          "Where the metrics come from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})."
              + " kubernetes means cAdvisor and kube-state-metrics.")
  private RulesExporterChoice exporter = RulesExporterChoice.ALL;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "Time over which the check is made (default: ${DEFAULT-VALUE}).")
  private PrometheusDuration window = PrometheusDuration.parse("30m");

  @Option(
      names = "--rate",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description =
          "Reach of rate(), at least four scrapes; a shorter one tells CPU and network apart better"
              + " (default: ${DEFAULT-VALUE}, for scrapes every 15 to 60 seconds).")
  private PrometheusDuration rate = PrometheusDuration.parse("4m");

  @Option(
      names = "--mean",
      paramLabel = "SHARE",
      description = "Mean CPU above this share of capacity (default: ${DEFAULT-VALUE}).")
  private double mean = 0.90;

  @Option(
      names = "--cv",
      paramLabel = "NUMBER",
      description = "Coefficient of variation of CPU below this (default: ${DEFAULT-VALUE}).")
  private double variation = 0.05;

  @Option(
      names = "--correlation",
      paramLabel = "NUMBER",
      description = "Correlation of CPU with network below this (default: ${DEFAULT-VALUE}).")
  private double correlation = 0.2;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description =
          "Time for which the check must stay passed before the alert fires"
              + " (default: ${DEFAULT-VALUE}).")
  private PrometheusDuration hold = PrometheusDuration.parse("0s");

  List<RulesExporter> exporters() {
    return exporter.exporters();
  }

  /// The options as checked parameters; a value out of bounds is a usage error.
  RulesParameters parameters() {
    try {
      return new RulesParameters(new RulesLimits(mean, variation, correlation), window, rate, hold);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
    }
  }
}
