package dev.flatline.cli;

import dev.flatline.core.engine.EngineSettings;
import picocli.CommandLine.Option;

/// How workloads are judged, of every command that hunts.
final class EngineOptions {
  private static final PrometheusDuration USUAL_WINDOW =
      new PrometheusDuration(EngineSettings.DEFAULT.window());

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description =
          "Length of the sliding window; a plateau is judged from a fifth of it on (default: 30m).")
  private PrometheusDuration window = USUAL_WINDOW;

  EngineSettings settings() {
    try {
      return EngineSettings.DEFAULT.withWindow(window.value());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--window: " + e.getMessage());
    }
  }

  String asGiven() {
    return window.equals(USUAL_WINDOW) ? "" : " --window " + window;
  }
}
