package dev.flatline.cli;

import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.formats.finding.FindingDecodeException;
import dev.flatline.formats.finding.FindingJsonDecoder;
import dev.flatline.formats.text.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Tells findings in full.
@Command(
    name = "explain",
    description = {
      "Tells in full why a workload is a finding, or why it is none.",
      "Reads findings that 'hunt --format json' or 'jsonl' wrote, or hunts again."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line or the policy is wrong, or there is no such finding or workload",
      "3:the findings or the source cannot be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline hunt --input fleet.csv.gz --format jsonl --output findings.jsonl",
      "  flatline explain --findings findings.jsonl",
      "  flatline explain vm-17 --input fleet.csv.gz"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "WORKLOAD",
      arity = "0..*",
      description = "Names of workloads or ids of findings (default: every finding).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--findings",
      paramLabel = "FILE",
      description = "Findings as JSON or JSON Lines.")
  private @Nullable Path findings;

  @Mixin private final SourceOptions from = new SourceOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final PolicyOption policyOption = new PolicyOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Terminal terminal = Terminal.ofProcess();
    if (findings != null) {
      refuseOptionsOfAHunt(spec);
      return tell(decoded(findings), List.of(), terminal, out);
    }
    Policy policy = policyOption.read(spec.commandLine().getErr());
    TelemetrySource source = from.source();
    HuntOutcome outcome =
        ProgressLine.during(
            terminal,
            "Hunting",
            from.unit(),
            progress -> new HuntRun(engine.settings(), policy).over(source, progress));
    return tell(outcome.findings(), outcome.coverage(), terminal, out);
  }

  private static void refuseOptionsOfAHunt(CommandSpec command) {
    List<String> ignored =
        GivenOptions.of(
            command,
            List.of(
                PrometheusOptions.class,
                InputOptions.class,
                EngineOptions.class,
                PolicyOption.class));
    if (!ignored.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--findings is told without a hunt: leave out " + String.join(", ", ignored));
    }
  }

  private int tell(List<Finding> all, List<Coverage> coverage, Terminal terminal, PrintWriter out) {
    List<String> untold = new ArrayList<>(names);
    for (Finding finding : all) {
      String name = finding.workload().name();
      if (names.isEmpty() || names.contains(name) || names.contains(finding.id())) {
        out.println(FindingText.of(finding, terminal));
        untold.remove(name);
        untold.remove(finding.id());
      }
    }
    for (Coverage known : coverage) {
      if (untold.remove(known.workload().name())) {
        out.println(innocence(known));
      }
    }
    out.flush();
    if (!untold.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE, "no finding and no workload named " + String.join(", ", untold));
    }
    return ExitCode.DONE;
  }

  private static String innocence(Coverage known) {
    String name = VisibleText.of(known.workload().name());
    return known
        .notJudged()
        .map(reason -> name + "  could not be judged: " + reason.text())
        .orElseGet(
            () ->
                Double.isNaN(known.cpuMean())
                    ? name + "  is no finding: its GPU was judged, CPU was not measured"
                    : String.format(
                        Locale.ROOT,
                        "%s  is no finding: in its most miner-like window CPU was %.0f %% with CV"
                            + " %.2f",
                        name,
                        100 * known.cpuMean(),
                        known.cpuCv()));
  }

  private static List<Finding> decoded(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return FindingJsonDecoder.decode(in);
    } catch (FindingDecodeException e) {
      throw new CommandFailure(ExitCode.SOURCE, file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.SOURCE, "cannot read " + file + ": " + IoFailures.reason(e));
    }
  }
}
