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
  private final Address address;

  /// With a page that shows them all; its first [HtmlReport#MOST_SECTIONS] have a section of their
  /// own.
  NumberedFindings(List<ReportedFinding> findings) {
    this(findings, NumberedFindings::onOnePage);
  }

  /// With addresses of their own.
  NumberedFindings(List<ReportedFinding> findings, Address address) {
    this.address = address;
    findings.stream()
        .sorted(Comparator.comparing(ReportedFinding::finding, FindingOrder.WORST_FIRST))
        .forEach(this::add);
  }

  /// Where a finding's links lead.
  interface Address {
    String of(int number, Finding finding);
  }

  private static String onOnePage(int number, Finding finding) {
    return "#" + (number <= HtmlReport.MOST_SECTIONS ? anchor(number) : "findings");
  }

  /// The id of a section; not made of the finding's own, which is input.
  private static String anchor(int number) {
    return "finding-" + number;
  }

  /// A finding and its place on the page, from 1.
  ///
  /// @param href where its links lead
  record Numbered(int number, ReportedFinding reported, String href) {

    Finding finding() {
      return reported.finding();
    }

    /// The id of its section.
    String anchor() {
      return NumberedFindings.anchor(number);
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
    int number = all.size() + 1;
    Numbered numbered = new Numbered(number, reported, address.of(number, reported.finding()));
    all.add(numbered);
    byWorkload.putIfAbsent(reported.finding().workload().name(), numbered);
  }
}
