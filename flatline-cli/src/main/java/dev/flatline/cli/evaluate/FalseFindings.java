package dev.flatline.cli.evaluate;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/// What was found where nobody mines, after each workload's learning time.
///
/// @param workloads how many workloads were counted
/// @param days how long, workload-days
/// @param findings findings of exactly this severity
/// @param episodes episodes of the fixed rules
public record FalseFindings(
    int workloads, double days, Map<Severity, Integer> findings, Map<FixedRule, Integer> episodes) {
  private static final double DAY_MILLIS = 86_400_000;

  /// Copies the maps.
  public FalseFindings {
    findings = Map.copyOf(findings);
    episodes = Map.copyOf(episodes);
  }

  static FalseFindings of(
      EvaluationPlan plan, Map<String, Course> courses, Collection<Finding> findings) {
    Map<FixedRule, Integer> episodes = new EnumMap<>(FixedRule.class);
    double millis = 0;
    int workloads = 0;
    for (Map.Entry<String, Course> course : courses.entrySet()) {
      if (plan.reports(course.getKey())) {
        workloads++;
        millis += course.getValue().countedMillis();
        for (FixedRule rule : FixedRule.values()) {
          episodes.merge(rule, course.getValue().rules().episodes(rule), Integer::sum);
        }
      }
    }
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0);
    }
    for (Finding finding : findings) {
      Course course = courses.get(finding.workload().name());
      boolean counted =
          course != null
              && plan.reports(finding.workload().name())
              && finding.detectedAt().toEpochMilli() > course.countedFromMillis();
      if (counted) {
        counts.merge(finding.severity(), 1, Integer::sum);
      }
    }
    return new FalseFindings(workloads, millis / DAY_MILLIS, counts, episodes);
  }

  /// Findings of at least this severity.
  int atLeast(Severity severity) {
    int count = 0;
    for (Map.Entry<Severity, Integer> entry : findings.entrySet()) {
      count += entry.getKey().compareTo(severity) >= 0 ? entry.getValue() : 0;
    }
    return count;
  }

  /// A count per 1,000 workload-days.
  double perThousandDays(double count) {
    return 1000 * count / days;
  }
}
