package dev.flatline.cli;

import dev.flatline.core.engine.EngineSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How workloads are judged, of every command that hunts.
final class EngineOptions {
  @Option(
      names = "--window",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description =
          "Length of the sliding window; a plateau is judged from half of it on (default: 30m).")
  private @Nullable PrometheusDuration window;

  EngineSettings settings() {
    if (window == null) {
      return EngineSettings.DEFAULT;
    }
    try {
      return EngineSettings.DEFAULT.withWindow(window.value());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--window: " + e.getMessage());
    }
  }

  String asGiven() {
    return window == null ? "" : " --window " + window;
  }
}
