package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `flatline rules prometheus`: writes a rule file.
@Command(
    name = "prometheus",
    description = {
      "Writes recording and alerting rules for Prometheus, Thanos, Mimir or vmalert.",
      "",
      "CPU is the rate of its counter, summed over the cores and divided by what the workload may use: the"
          + " machine's cores, or a container's CPU limit where there is one. A workload is judged once nine"
          + " tenths of the window are recorded; one without network counters raises FlatlineNetworkMissing"
          + " instead of nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:the command line is wrong", "3:the output cannot be written"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  # write the rules, check them, then name the file under rule_files in prometheus.yml",
      "  flatline rules prometheus --output flatline.yml",
      "  promtool check rules flatline.yml",
      "",
      "  flatline rules prometheus --exporter kubernetes --rate 2m --for 10m"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class RulesPrometheusCommand implements Runnable {
  @Mixin private final RulesOptions options = new RulesOptions();
  @Mixin private final RulesOutput output = new RulesOutput();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    output.write(
        PrometheusRules.write(options.parameters(), options.exporters()),
        Objects.requireNonNull(spec).commandLine().getOut());
  }
}
