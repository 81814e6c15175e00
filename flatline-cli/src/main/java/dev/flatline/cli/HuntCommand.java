package dev.flatline.cli;

import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Finds workloads that behave like miners, in files or in a Prometheus.
@Command(
    name = "hunt",
    description = "Finds workloads that behave like cryptominers: which, since when, and why.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a finding is at or above --fail-on",
      "2:the command line or the policy is wrong",
      "3:the source cannot be read or, with --fail-on, not judged, or the output not written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline hunt --input fleet.csv.gz",
      "  flatline hunt --prometheus http://localhost:9090 --last 7d",
      "  flatline hunt --input pods.csv --map cpu_utilization=cpu_pct/100",
      "  flatline hunt --input fleet.csv.gz --format jsonl --fail-on high"
    })
final class HuntCommand implements Callable<Integer> {
  @Mixin private final SourceOptions from = new SourceOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final PolicyOption policyOption = new PolicyOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    Terminal terminal = Terminal.ofProcess();
    Policy policy = policyOption.read(commandLine.getErr());
    EngineSettings settings = engine.settings();
    TelemetrySource source = from.source();
    HuntOutcome outcome =
        ProgressLine.during(
            terminal,
            "Hunting",
            from.unit(),
            progress -> new HuntRun(settings, policy).over(source, progress));
    String again =
        "flatline hunt"
            + from.asGiven()
            + engine.asGiven()
            + policyOption.asGiven()
            + output.asGiven();
    new HuntOutput(terminal, commandLine, output).write(outcome, source, again);
    return output.exitCode(outcome);
  }
}
