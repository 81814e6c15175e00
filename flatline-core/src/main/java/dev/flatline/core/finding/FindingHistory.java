package dev.flatline.core.finding;

import java.util.List;

/// Where it is kept what became of findings. Safe for several threads.
@FunctionalInterface
public interface FindingHistory {

  /// What became of a finding, in the order in which it did.
  ///
  /// @param limit how many at most, the newest of them
  List<FindingEvent> events(String findingId, int limit);
}
