package dev.flatline.cli;

import dev.flatline.connectors.TelemetrySource;
import java.time.Instant;
import picocli.CommandLine.Mixin;

/// Where telemetry is read from: a Prometheus or files, of every command that hunts.
final class SourceOptions {
  @Mixin private PrometheusOptions prometheus = new PrometheusOptions();
  @Mixin private InputOptions files = new InputOptions();

  boolean given() {
    return prometheus.given() || files.given();
  }

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
    return prometheus.given() ? prometheus.source(Instant.now()) : files.source();
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
