package dev.flatline.cli;

import dev.flatline.cli.evaluate.Evaluation;
import dev.flatline.cli.evaluate.EvaluationFile;
import dev.flatline.cli.evaluate.Evaluator;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures on a fleet's own telemetry what would be found and what would be noticed.
@Command(
    name = "evaluate",
    description = {
      "Measures on your own telemetry how many false findings there are and which miners would be"
          + " noticed.",
      "Reads the telemetry as it is and counts what is found; nobody is known to mine in it, so all"
          + " of it counts as false. With --inject it reads once more and lays recorded miners over"
          + " workloads and times drawn at random, each by itself. The published rule and a load"
          + " alert run on the same data."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line or the policy is wrong",
      "3:the source cannot be read or the report not written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline evaluate --input fleet.csv.gz",
      "  flatline evaluate --input fleet.csv.gz --inject --report evaluation.html",
      "  flatline evaluate --input fleet.csv.gz --inject --levels 0.5,0.3 --shapes steady,nights"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private final SourceOptions from = new SourceOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final PolicyOption policyOption = new PolicyOption();
  @Mixin private final InjectionOptions injection = new InjectionOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write the report to this file: .html, .json or .md.")
  private @Nullable Path report;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    EvaluationFile form = report == null ? null : form(report);
    Policy policy = policyOption.read(commandLine.getErr());
    Evaluator evaluator = new Evaluator(injection.plan(), engine.settings(), policy);
    TelemetrySource source = from.source();
    SourceReport read = during("Hunting", progress -> evaluator.hunt(source, progress));
    if (injection.given()) {
      during("Injecting", progress -> evaluator.inject(source, progress));
    }
    Evaluation evaluation = evaluator.evaluation();
    commandLine.getOut().print(EvaluationFile.text(evaluation));
    commandLine.getOut().flush();
    commandLine.getErr().print(remarks(read, evaluator, policy));
    if (report != null && form != null) {
      String text = form.of(evaluation, source.description(), again(), BuildVersion.text());
      OutputFile.write(report, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
      commandLine.getErr().println("Written: " + report);
    }
    return ExitCode.DONE;
  }

  private SourceReport during(String what, ProgressLine.Reading<SourceReport> reading) {
    return ProgressLine.during(Terminal.ofProcess(), what, from.unit(), reading);
  }

  /// What a hunt says of its input as a whole.
  private static String remarks(SourceReport read, Evaluator evaluator, Policy policy) {
    HuntOutcome outcome = HuntOutcome.of(List.of(), read, evaluator.engine(), policy, Map.of());
    return new HuntTable(Terminal.ofProcess().plain(), new OutputOptions()).reading(outcome);
  }

  private String again() {
    return "flatline evaluate"
        + from.asGiven()
        + engine.asGiven()
        + policyOption.asGiven()
        + injection.asGiven();
  }

  private static EvaluationFile form(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(EvaluationFile.values())
        .filter(form -> name.endsWith("." + form.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE, "--report " + file + ": end it in .html, .json or .md"));
  }
}
