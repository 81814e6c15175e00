package dev.flatline.formats.finding;

import dev.flatline.core.finding.Finding;
import java.util.Comparator;

/// In which order findings are shown to people.
public final class FindingOrder {
  /// The worst first, then the surest, then the oldest; by name where all of that is equal.
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity)
          .thenComparingDouble(Finding::confidence)
          .reversed()
          .thenComparing(Finding::firstObserved)
          .thenComparing(finding -> finding.workload().name());

  private FindingOrder() {}
}
