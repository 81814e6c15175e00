package dev.flatline.cli;

import dev.flatline.connectors.host.HostSampler;
import dev.flatline.connectors.host.Recorder;
import dev.flatline.connectors.host.RecordingException;
import dev.flatline.connectors.host.RecordingFile;
import dev.flatline.connectors.host.RecordingPlan;
import dev.flatline.connectors.host.RecordingReport;
import dev.flatline.connectors.host.WorkloadSelection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Records this host and its cgroups into a file that `hunt` reads.
@Command(
    name = "record",
    description = {
      "Records this Linux host and its cgroups (containers, services) into telemetry CSV.",
      "",
      "CPU is a share of what a workload may use: the tightest quota of its cgroup and those above it, else"
          + " its cpuset, else the host's cores. What cannot be measured is left empty."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong, or the file is there already",
      "3:there is no /proc of Linux, or the file cannot be written",
      "130:ended by Ctrl-C (143: by SIGTERM); the file is whole"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flatline record --interval 1s --duration 1h --output here.csv.gz",
      "  flatline hunt --input here.csv.gz",
      "",
      "  flatline record --duration 1d --interval 15s --output day.csv.gz",
      "  flatline record --include '/kubepods*/**' --output pods.csv",
      "  flatline record --exclude '/system.slice/**' --output rest.csv"
    })
final class RecordCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "Write to this file; compressed where its name ends in .gz.")
  private @Nullable Path output;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description = "Time between two readings, 100ms or longer (default: 1s).")
  private PrometheusDuration interval = PrometheusDuration.parse("1s");

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = PrometheusDuration.Converter.class,
      description =
          "How long to record, such as 90s, 10m or 1d (default: 30m). Ctrl-C ends it earlier. Hunt"
              + " judges a workload from six minutes on.")
  private PrometheusDuration duration = PrometheusDuration.parse("30m");

  @Option(names = "--force", description = "Replace the file if it is there already.")
  private boolean force;

  @Option(names = "--host-only", description = "Record the host alone, without its cgroups.")
  private boolean hostOnly;

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Record only cgroups whose path matches, such as '/docker/*' or '/kubepods*/**'"
              + " (* stays within one level, ** crosses levels). May be repeated.")
  private List<String> include = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave out cgroups whose path matches. May be repeated.")
  private List<String> exclude = List.of();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Put this before every workload's name, to hunt through several hosts at once.")
  private String prefix = "";

  @Option(
      names = "--root",
      paramLabel = "FOLDER",
      description = "Where the host's / is mounted, if this runs in a container (default: /).")
  private Path root = Path.of("/");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    RecordingPlan plan = plan();
    WorkloadSelection selection = selection();
    HostSampler sampler =
        HostSampler.open(new HostSampler.Settings(root, hostOnly, selection, plan.longestGap()));
    try {
      record(plan, sampler);
    } catch (RecordingException e) {
      throw new CommandFailure(
          switch (e.reason()) {
            case EXISTS -> ExitCode.USAGE;
            case NOT_WRITABLE -> ExitCode.SOURCE;
          },
          String.valueOf(e.getMessage()));
    }
    return ExitCode.DONE;
  }

  private void record(RecordingPlan plan, HostSampler sampler) {
    Path file = Objects.requireNonNull(output);
    try (RecordingEnd end = RecordingEnd.onSignal()) {
      Duration cpuBefore = RecordSummary.cpuOfThisProcess();
      RecordingReport report;
      try (RecordingFile recording = RecordingFile.create(file, force)) {
        RecordLine line = new RecordLine(Terminal.ofProcess(), plan.duration(), System.err);
        report = new Recorder(sampler, recording, end.clock()).record(plan, line::show);
        line.clear();
      }
      Duration ownCpu = RecordSummary.cpuOfThisProcess().minus(cpuBefore);
      new RecordSummary(report, plan.interval(), ownCpu, file)
          .print(Objects.requireNonNull(spec).commandLine().getOut(), sampler);
    }
  }

  private RecordingPlan plan() {
    try {
      return new RecordingPlan(interval.value(), duration.value());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private WorkloadSelection selection() {
    try {
      return WorkloadSelection.of(include, exclude, prefix);
    } catch (PatternSyntaxException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "'" + e.getPattern() + "' is no glob: " + e.getDescription());
    }
  }
}
