package dev.flatline.cli;

import dev.flatline.connectors.TelemetrySource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Where telemetry is read from: a Prometheus or files, of every command that hunts.
final class SourceOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private PrometheusOptions prometheus = new PrometheusOptions();
  @Mixin private InputOptions files = new InputOptions();

  /// The source that the options name.
  ///
  /// @throws CommandFailure where they name none, or two
  TelemetrySource source() {
    if (prometheus.given() == files.given()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          prometheus.given()
              ? "--prometheus and --input exclude each other"
              : "nothing to hunt through: name --prometheus URL or --input FILE");
    }
    refuse(prometheus.given() ? InputOptions.class : PrometheusOptions.class);
    return prometheus.given()
        ? prometheus.source(Instant.now().truncatedTo(ChronoUnit.SECONDS))
        : files.source();
  }

  /// Options of a source that is not read would be ignored without a word.
  private void refuse(Class<?> other) {
    List<String> ignored = GivenOptions.of(Objects.requireNonNull(command), List.of(other));
    if (!ignored.isEmpty()) {
      String needs = ignored.size() == 1 ? " needs " : " need ";
      throw new CommandFailure(
          ExitCode.USAGE,
          String.join(" and ", ignored)
              + needs
              + (prometheus.given() ? "--input, not --prometheus" : "--prometheus, not --input"));
    }
  }

  /// What the source counts its progress in.
  ProgressLine.Unit unit() {
    return prometheus.given() ? ProgressLine.Unit.REQUESTS : ProgressLine.Unit.MEGABYTES;
  }

  /// The options as they were given, for a command that repeats the hunt.
  String asGiven() {
    return prometheus.given() ? prometheus.asGiven() : files.asGiven();
  }
}
