package dev.flatline.server.console;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import java.util.List;
import java.util.Locale;

/// The answer in one sentence, of what a page shows.
final class FindingsAnswer {
  private FindingsAnswer() {}

  static String of(List<Finding> findings, FindingQuery query) {
    long miners = open(findings, Severity.HIGH);
    long suspects = open(findings, Severity.MEDIUM);
    String atLeast = findings.size() == query.limit() ? "at least " : "";
    if (miners > 0) {
      return atLeast
          + (miners == 1
              ? "1 workload behaves like a miner"
              : String.format(Locale.ROOT, "%,d workloads behave like miners", miners))
          + (suspects == 0 ? "" : String.format(Locale.ROOT, ", %,d more may", suspects));
    }
    if (suspects > 0) {
      return atLeast
          + (suspects == 1
              ? "1 workload may be mining"
              : String.format(Locale.ROOT, "%,d workloads may be mining", suspects));
    }
    return findings.isEmpty() ? "Nothing found" : "Nothing goes on that looks like mining";
  }

  private static long open(List<Finding> findings, Severity severity) {
    return findings.stream()
        .filter(one -> one.severity() == severity && one.status() == Finding.Status.OPEN)
        .map(one -> one.workload().name())
        .distinct()
        .count();
  }
}
