package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `flatline rules`: the published check for a Prometheus and a Grafana that are there already.
@Command(
    name = "rules",
    description = {
      "Writes Prometheus rules and a Grafana dashboard for the published check.",
      "",
      "The check: mean CPU above 90 %% of capacity, coefficient of variation below 0.05 and correlation of CPU"
          + " with network below 0.2, over 30 minutes. It needs nothing but Prometheus. It also fires on every"
          + " batch job, so its alert has severity low: ask 'flatline hunt' what is new."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {RulesPrometheusCommand.class, RulesGrafanaCommand.class})
final class RulesCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name what to write: prometheus or grafana");
  }
}
