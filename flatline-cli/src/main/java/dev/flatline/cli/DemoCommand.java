package dev.flatline.cli;

import dev.flatline.connectors.TelemetrySource;
import dev.flatline.connectors.file.FileSettings;
import dev.flatline.connectors.file.FileSource;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Hunts through the recording that ships with the project.
@Command(
    name = "demo",
    description = {
      "Hunts through a small real recording: six containers on one machine for 45 minutes.",
      "Two of them compute RandomX, the proof of work of Monero: one from the start, one moves in"
          + " beside a web server half-way. The others are a web server, compression, model training"
          + " and Java builds. Prints the findings and writes an HTML report beside them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a finding is at or above --fail-on",
      "2:the command line is wrong",
      "3:the recording is not there or the output not written"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  flatline demo", "  flatline demo --min-severity low --report demo.html"})
final class DemoCommand implements Callable<Integer> {
  private static final String RECORDING = "demo/containers-1s.csv.gz";
  private static final String POLICY = "demo/policy.yaml";

  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write the HTML report (default: flatline-demo.html).")
  private Path report = Path.of("flatline-demo.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Path home = home();
    Terminal terminal = Terminal.ofProcess();
    Policy policy = policy(commandSpec().commandLine().getErr());
    TelemetrySource source =
        FileSource.of(List.of(home.resolve(RECORDING).toString()), FileSettings.DEFAULTS);
    HuntOutcome outcome =
        ProgressLine.during(
            terminal,
            "Hunting",
            ProgressLine.Unit.MEGABYTES,
            progress -> new HuntRun(EngineSettings.DEFAULT, policy).over(source, progress));
    String command = "./flatline hunt --input " + RECORDING + " --policy " + POLICY;
    HuntOutput written = new HuntOutput(terminal, commandSpec().commandLine(), output);
    written.write(outcome, source, command);
    if (output.format() != OutputFormat.html) {
      written.writePage(outcome, source, command, report);
    }
    return output.exitCode(outcome);
  }

  /// The policy that goes with it.
  static Policy policy(PrintWriter warnings) {
    return PolicyOption.read(home().resolve(POLICY), warnings);
  }

  /// The recording that ships with the project.
  static Path recording() {
    return home().resolve(RECORDING);
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec);
  }

  /// The folder of the project, which the launcher names.
  private static Path home() {
    Path home = Path.of(System.getProperty("flatline.home", "."));
    if (!Files.isRegularFile(home.resolve(RECORDING))) {
      throw new CommandFailure(
          ExitCode.SOURCE,
          "the recording " + RECORDING + " is not here: run ./flatline demo from the project");
    }
    return home;
  }
}
