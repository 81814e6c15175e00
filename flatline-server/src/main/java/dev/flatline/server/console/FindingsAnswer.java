package dev.flatline.server.console;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Handling;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.report.Answer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The answer in one sentence, of what a page shows.
final class FindingsAnswer {
  private static final Set<Handling.State> NOT_SUPPRESSED =
      EnumSet.complementOf(EnumSet.of(Handling.State.SUPPRESSED));

  private FindingsAnswer() {}

  static String of(List<Finding> findings, FindingQuery query) {
    long certain = workloads(findings, Severity.HIGH);
    long possible = workloads(findings, Severity.MEDIUM) - certain;
    boolean whole = query.after().isEmpty() && findings.size() < query.limit();
    String atLeast = whole ? "" : "at least ";
    return Answer.of(certain, possible)
        .map(answer -> atLeast + answer)
        .orElseGet(() -> quiet(findings, query, whole));
  }

  /// Of what the page does not show it says nothing.
  private static String quiet(List<Finding> findings, FindingQuery query, boolean whole) {
    if (findings.isEmpty()) {
      return query.after().isEmpty() ? "Nothing found" : "Nothing more found";
    }
    return whole && !leavesOut(query)
        ? "Nothing goes on that looks like mining"
        : "Nothing on this page goes on that looks like mining";
  }

  /// Whether it leaves out what may go on and look like mining. What was suppressed is expected.
  private static boolean leavesOut(FindingQuery query) {
    return query.status().filter(Finding.Status.CLOSED::equals).isPresent()
        || query.atLeast().compareTo(Severity.MEDIUM) > 0
        || !query.workload().text().isEmpty()
        || !query.handled().states().containsAll(NOT_SUPPRESSED);
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
