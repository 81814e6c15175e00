package dev.flatline.cli;

import dev.flatline.connectors.host.HostSampler;
import dev.flatline.connectors.host.RecordingReport;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.telemetry.DropCounts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a recording came to.
///
/// @param report what was done
/// @param interval time between two readings
/// @param ownCpu CPU time that this process used for it
/// @param file where it went
record RecordSummary(RecordingReport report, Duration interval, Duration ownCpu, Path file) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

  /// CPU time of this process since it started, zero where the system does not say.
  static Duration cpuOfThisProcess() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// A time as minutes and seconds, from an hour on with hours.
  static String minutes(Duration time) {
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%d:%02d".formatted(time.toMinutesPart(), time.toSecondsPart());
  }

  /// Prints everything, with what the sampler could not read.
  void print(PrintWriter out, HostSampler sampler) {
    lines(sampler).forEach(out::println);
    out.flush();
  }

  private List<String> lines(HostSampler sampler) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s in %s: %s of %s in %s"
            .formatted(
                report.stopped() ? "Stopped after" : "Recorded",
                count(report.readings(), "reading"),
                minutes(report.elapsed()),
                count(report.samples(), "sample"),
                count(report.workloads(), "workload"),
                file));
    if (report.missed() > 0) {
      lines.add(
          "Missed %s due while another was under way; a longer --interval would fit"
              .formatted(count(report.missed(), "reading")));
    }
    double seconds = report.elapsed().toNanos() / NANOS_PER_SECOND;
    if (seconds > 0) {
      double share = ownCpu.toNanos() / NANOS_PER_SECOND / seconds;
      lines.add(String.format(Locale.ROOT, "Own cost: %.1f %% of one core", 100 * share));
    }
    DropCounts refused = sampler.refused();
    refused
        .byReason()
        .forEach((why, times) -> lines.add("Left out: " + times + " x " + why.text()));
    sampler.notes().forEach(note -> lines.add("Note: " + note));
    lines.add(next());
    return lines;
  }

  /// The command that hunts through the recording, with a window that it fills; else how long it
  /// would have to be. The first reading has no rates.
  String next() {
    long minutes = report.elapsed().minus(interval).toMinutes();
    if (report.elapsed().compareTo(interval) < 0 || minutes < 1) {
      return "Too short for hunt, whose window is a minute or more: --duration "
          + (SHORTEST_WINDOW.plus(interval).minusNanos(1).toMinutes() + 1)
          + "m";
    }
    String window =
        minutes >= EngineSettings.DEFAULT.window().toMinutes() ? "" : " --window " + minutes + "m";
    return "Next: flatline hunt" + window + " --input " + file;
  }

  /// So many of something.
  static String count(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }
}
