package dev.flatline.server.console;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.report.Answer;
import java.util.List;

/// The answer in one sentence, of what a page shows.
final class FindingsAnswer {
  private FindingsAnswer() {}

  static String of(List<Finding> findings, FindingQuery query) {
    long certain = workloads(findings, Severity.HIGH);
    long possible = workloads(findings, Severity.MEDIUM) - certain;
    String atLeast = findings.size() == query.limit() ? "at least " : "";
    return Answer.of(certain, possible)
        .map(answer -> atLeast + answer)
        .orElse(findings.isEmpty() ? "Nothing found" : "Nothing goes on that looks like mining");
  }

  /// How many workloads have an open finding at least this severe.
  private static long workloads(List<Finding> findings, Severity severity) {
    return findings.stream()
        .filter(one -> one.severity().compareTo(severity) >= 0)
        .filter(one -> one.status() == Finding.Status.OPEN)
        .map(one -> one.workload().name())
        .distinct()
        .count();
  }
}
