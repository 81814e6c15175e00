package dev.flatline.formats.report;

import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Reports with names, for the tests of the page.
final class Reports {
  static final Instant FROM = Findings.MOVED_IN_AT.minus(Duration.ofHours(2));
  static final Instant TO = Findings.MOVED_IN_AT.plus(Duration.ofHours(4));
  static final int FLEET_SIZE = 5000;

  /// How many of the points of [#movedInSeries] have a CPU: twenty have not.
  static final int MEASURED_POINTS = 340;

  private static final String[] HOSTILE_NAMES = {
    "<script>window.pwned = 1</script>",
    "\"><img src=x onerror='window.pwned = 2'>",
    "]]> --> </title></style></script><svg onload=window.pwned=3>",
    "javascript:window.pwned=4//' onmouseover='window.pwned=5",
    "\u202Egnp.exe\u202C\u200F\u0000\u001B[31m",
    "\u0645\u0631\u062D\u0628\u0627/\u05E9\u05DC\u05D5\u05DD",
    "long-" + "0123456789".repeat(1000),
    "\uD800 alone",
  };

  private Reports() {}

  /// A fleet of 5,000, a miner that moved in, and a batch job.
  static HuntReport ordinary() {
    List<ReportedFinding> findings =
        List.of(
            new ReportedFinding(Findings.batchJob(), FindingSeries.NONE),
            new ReportedFinding(Findings.movedIn(), movedInSeries()));
    return report(findings, fleet(findings));
  }

  /// Every hostile name as a finding, a point of the fleet, a row of the coverage and a note.
  static HuntReport hostile() {
    List<ReportedFinding> findings = new ArrayList<>();
    for (String name : HOSTILE_NAMES) {
      findings.add(new ReportedFinding(Findings.named(name), movedInSeries()));
    }
    List<FleetPoint> points = new ArrayList<>();
    List<WorkloadCoverage> coverage = new ArrayList<>();
    for (String name : HOSTILE_NAMES) {
      points.add(new FleetPoint(name, 0.97, 0.01));
      points.add(new FleetPoint(name + " beside", 0.96, 0.02));
      coverage.add(new WorkloadCoverage(name, false, Set.of(), Set.of(Inconclusive.Reason.NO_CPU)));
    }
    String all = String.join(" ", HOSTILE_NAMES);
    return new HuntReport(
        new Hunt(all, all, FROM, TO, TO, all),
        findings,
        0,
        new Fleet(all, 0.9, 0.05, points),
        new Coverage(coverage, Map.of(), List.of(HOSTILE_NAMES)));
  }

  /// Nothing found, because there was nothing to look at.
  static HuntReport blind() {
    Coverage coverage =
        new Coverage(
            List.of(new WorkloadCoverage("a", false, Set.of(), Set.of(Inconclusive.Reason.NO_CPU))),
            Map.of(),
            List.of());
    return new HuntReport(hunt(), List.of(), 0, fleet(List.of(), 0), coverage);
  }

  /// A report with these findings and a small fleet.
  static HuntReport with(List<ReportedFinding> findings) {
    return report(findings, fleet(findings, 10));
  }

  /// Six hours by the minute; CPU jumps when the miner moves in, network and disk do not; nothing
  /// for twenty minutes, and no disk at all.
  static FindingSeries movedInSeries() {
    Random random = new Random(7);
    List<SeriesPoint> points = new ArrayList<>();
    for (int minute = 0; minute < 360; minute++) {
      Instant at = FROM.plus(Duration.ofMinutes(minute));
      if (minute < 60 || minute >= 80) {
        double cpu = at.isBefore(Findings.MOVED_IN_AT) ? 0.1 : 0.5;
        double mean = cpu + 0.02 * random.nextDouble();
        points.add(
            new SeriesPoint(
                at.toEpochMilli(),
                new Spread(mean - 0.02, mean, mean + 0.03),
                Spread.of(2000 + 500 * random.nextDouble()),
                Spread.UNMEASURED));
      }
    }
    return new FindingSeries(points);
  }

  private static HuntReport report(List<ReportedFinding> findings, Fleet fleet) {
    return new HuntReport(hunt(), findings, 3, fleet, coverage(fleet));
  }

  private static Hunt hunt() {
    return new Hunt(
        "http://prometheus:9090",
        "./flatline hunt --prometheus http://prometheus:9090 --last 6h --format html",
        FROM,
        TO,
        TO.plusSeconds(9),
        "0.1.0");
  }

  private static Fleet fleet(List<ReportedFinding> findings) {
    return fleet(findings, FLEET_SIZE);
  }

  /// So many workloads, those with a finding in the corner.
  static Fleet fleet(List<ReportedFinding> findings, int size) {
    Random random = new Random(11);
    List<FleetPoint> points = new ArrayList<>();
    for (ReportedFinding reported : findings) {
      Finding finding = reported.finding();
      points.add(
          new FleetPoint(finding.workload().name(), 0.95 + 0.03 * random.nextDouble(), 0.02));
    }
    while (points.size() < size) {
      double mean = Math.pow(random.nextDouble(), 3);
      double cv = Math.exp(random.nextGaussian() * 0.7 - 1.5 * mean);
      points.add(new FleetPoint("shop/Deployment/service-" + points.size(), mean, cv));
    }
    return new Fleet("over the whole span", 0.9, 0.05, points);
  }

  private static Coverage coverage(Fleet fleet) {
    List<WorkloadCoverage> rows = new ArrayList<>();
    for (FleetPoint point : fleet.points()) {
      rows.add(
          new WorkloadCoverage(
              point.workload(),
              true,
              Set.of(Metric.CPU_UTILIZATION, Metric.NETWORK_RECEIVE_BYTES_PER_SECOND),
              Set.of(Inconclusive.Reason.LEARNING)));
    }
    rows.add(
        new WorkloadCoverage(
            "shop/Deployment/silent", false, Set.of(), Set.of(Inconclusive.Reason.NO_CPU)));
    return new Coverage(
        rows, Map.of(DropReason.DUPLICATE, 1204L), List.of("Column gpu_model was ignored."));
  }
}
