package dev.flatline.cli;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.formats.report.Reasoning;
import dev.flatline.formats.report.ReportedFinding;
import dev.flatline.formats.report.SeriesRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The second reading of a source, for pictures only: keeps what the workloads of the findings did
/// around them. Memory goes with the findings that are drawn.
final class SeriesPass {
  /// Findings drawn; a page with more would not be read.
  static final int MOST_DRAWN = 100;

  /// Time drawn before the behaviour began: as long as it lasted, within these bounds.
  private static final Duration LEAST_BEFORE = Duration.ofHours(1);
  private static final Duration MOST_BEFORE = Duration.ofDays(2);

  private final List<Plot> plots = new ArrayList<>();
  private final Map<String, List<Plot>> byWorkload = new HashMap<>();

  /// What is drawn of one finding.
  private record Plot(Finding finding, long fromMillis, long toMillis, SeriesRecorder recorder) {}

  SeriesPass(List<Finding> findings) {
    for (Finding finding : findings.subList(0, Math.min(MOST_DRAWN, findings.size()))) {
      Plot plot = plot(finding);
      plots.add(plot);
      byWorkload.computeIfAbsent(finding.workload().name(), unused -> new ArrayList<>(1)).add(plot);
    }
  }

  private static Plot plot(Finding finding) {
    Duration lasted = Duration.between(finding.firstObserved(), finding.lastObserved());
    Duration before =
        lasted.compareTo(LEAST_BEFORE) < 0
            ? LEAST_BEFORE
            : lasted.compareTo(MOST_BEFORE) > 0 ? MOST_BEFORE : lasted;
    return new Plot(
        finding,
        finding.firstObserved().minus(before).toEpochMilli(),
        finding.lastObserved().plus(before.dividedBy(2)).toEpochMilli(),
        new SeriesRecorder());
  }

  /// Reads the source, which must give what it gave before.
  List<ReportedFinding> over(TelemetrySource source, Progress progress) {
    if (!plots.isEmpty()) {
      source.read(this::accept, progress);
    }
    return plots.stream()
        .map(
            plot ->
                new ReportedFinding(
                    plot.finding(), plot.recorder().toSeries(), Reasoning.of(plot.finding())))
        .toList();
  }

  /// The findings beyond those that are drawn.
  static List<ReportedFinding> undrawn(List<Finding> findings) {
    return findings.stream()
        .skip(MOST_DRAWN)
        .map(finding -> new ReportedFinding(finding, FindingSeries.NONE, Reasoning.of(finding)))
        .toList();
  }

  private void accept(Sample sample) {
    for (Plot plot : byWorkload.getOrDefault(sample.workload().name(), List.of())) {
      if (sample.atMillis() >= plot.fromMillis() && sample.atMillis() <= plot.toMillis()) {
        plot.recorder().add(sample);
      }
    }
  }
}
