package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.finding.FindingOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The findings in the order in which the page shows them, by number and by workload.
final class NumberedFindings {
  private final List<Numbered> all = new ArrayList<>();
  private final Map<String, Numbered> byWorkload = new HashMap<>();

  NumberedFindings(List<ReportedFinding> findings) {
    findings.stream()
        .sorted(Comparator.comparing(ReportedFinding::finding, FindingOrder.WORST_FIRST))
        .forEach(this::add);
  }

  /// A finding and its place on the page, from 1.
  record Numbered(int number, ReportedFinding reported) {

    Finding finding() {
      return reported.finding();
    }

    /// The id of its section; not made of the finding's own, which is input.
    String anchor() {
      return "finding-" + number;
    }

    /// Where its links lead: its section, or its row where the page has no section for it.
    String href() {
      return "#" + (number <= HtmlReport.MOST_SECTIONS ? anchor() : "findings");
    }
  }

  List<Numbered> all() {
    return all;
  }

  /// The worst finding of a workload.
  Optional<Numbered> of(String workload) {
    return Optional.ofNullable(byWorkload.get(workload));
  }

  long count(Severity severity) {
    return all.stream().filter(numbered -> numbered.finding().severity() == severity).count();
  }

  /// How many workloads have a finding at least this severe.
  long workloadsAtLeast(Severity severity) {
    return byWorkload.values().stream()
        .filter(numbered -> numbered.finding().severity().compareTo(severity) >= 0)
        .count();
  }

  private void add(ReportedFinding reported) {
    Numbered numbered = new Numbered(all.size() + 1, reported);
    all.add(numbered);
    byWorkload.putIfAbsent(reported.finding().workload().name(), numbered);
  }
}
