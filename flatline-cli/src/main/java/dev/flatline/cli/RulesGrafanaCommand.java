package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `flatline rules grafana`: writes a dashboard.
@Command(
    name = "grafana",
    description = {
      "Writes a Grafana dashboard: alerts, mean CPU against its variation, CPU, network and their correlation.",
      "",
      "It reads the series that the rules of 'flatline rules prometheus' record, and asks on import for nothing:"
          + " the data source is a variable at its top. Give --window, --rate and the limits as you gave them"
          + " for the rules: the names of the series carry them."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:the command line is wrong", "3:the output cannot be written"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  # write it, then Dashboards > New > Import, or put it where Grafana provisions from",
      "  flatline rules grafana --output flatline.json",
      "",
      "  flatline rules grafana --exporter kubernetes --rate 2m"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class RulesGrafanaCommand implements Runnable {
  @Mixin private final RulesOptions options = new RulesOptions();
  @Mixin private final RulesOutput output = new RulesOutput();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    output.write(
        GrafanaDashboard.write(options.parameters(), options.exporters()),
        Objects.requireNonNull(spec).commandLine().getOut());
  }
}
